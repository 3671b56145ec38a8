// Colours and dash patterns of series, safe for colour-blind readers.
#ifndef LIB_VIZ_PALETTE_H_
#define LIB_VIZ_PALETTE_H_

#include <string>
#include <vector>

#include "results/figure.pb.h"

namespace labelrep {

struct NamedColor {
  std::string name;   // of a series
  std::string color;  // "#D55E00"
};

// Which series has which colour. Reference for the fixed colours to give it: Okabe and Ito, "Color
// Universal Design", 2008.
//   const Palette palette({{"category", "#000000"}, {"speech", "#D55E00"}}, {"mine"});
//   palette.Style("speech").color();  // "#D55E00", solid
//   palette.Style("mine").color();    // the first of the further colours
class Palette {
 public:
  // `fixed`: series with colours of their own. `others`: all further series that there are, in
  // their order, whether or not a figure shows them, so that each looks the same in every figure;
  // they get further colours, but none of a fixed one, then the same with the next dash pattern.
  Palette(const std::vector<NamedColor>& fixed, const std::vector<std::string>& others);

  // The series called `name`; one that the palette does not know is mid-grey and dotted.
  Series Style(const std::string& name) const;

 private:
  std::vector<Series> styles_;
};

// Ten colours for what has no order and is drawn as points: classes. Reference: Petroff,
// "Accessible Color Sequences for Data Visualization", 2021 (arXiv:2107.02270), the sequence of
// ten.
const std::vector<std::string>& ClassColors();

// Gives a series the `number`th dash pattern, from 1, behind its own: for one of the same colour
// beside it.
void SetNextDash(int number, Series& series);

}  // namespace labelrep

#endif  // LIB_VIZ_PALETTE_H_
