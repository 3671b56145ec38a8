#include "lib/viz/figure_testing.h"

#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {

Figure ExampleFigure() {
  Figure figure;
  EXPECT_OK(ParseTextProto(R"pb(
                             name: "fig"
                             title: "Test accuracy"
                             subtitle: "smoke run"
                             profile: "smoke"
                             x {
                               title: "training images used (%)"
                               log: true
                               ticks: [ 5, 20 ]
                             }
                             rows { y { title: "accuracy" format: SHARE min: 0 max: 1 } }
                             columns: [ "VGG19", "ResNet-8" ]
                             series_title: "label"
                             series { name: "Speech" color: "#D55E00" }
                             series {
                               name: "Random"
                               color: "#0072B2"
                               dash: [ 6, 3 ]
                             }
                             lines {
                               row: 0
                               column: 0
                               series: 0
                               points {
                                 x: 5
                                 y: 0.25
                                 lo: 0.125
                                 hi: 0.375
                                 runs { run: "a" y: 0.2 }
                                 runs { run: "b" y: 0.3 }
                               }
                               points { x: 20 y: 0.5 lo: 0.5 hi: 0.625 }
                             }
                             lines {
                               row: 0
                               column: 1
                               series: 0
                               points { x: 5 y: 0.75 lo: 0.5 hi: 1 }
                               points { x: 20 y: 0.875 lo: 0.75 hi: 1 }
                             }
                             lines {
                               row: 0
                               column: 1
                               series: 1
                               points { x: 5 y: 0.0625 }
                             }
                             interval: "95 % interval"
                             notes: "Subsets are nested."
                             missing: "smoke_random_s8: no result"
                           )pb",
                           "example", &figure));
  return figure;
}

Figure ExampleBySeries() {
  Figure figure = ExampleFigure();
  figure.mutable_x()->Clear();
  figure.mutable_x()->set_title("label");
  figure.mutable_x()->set_by_series(true);
  figure.mutable_lines()->DeleteSubrange(1, 1);
  for (Line& line : *figure.mutable_lines()) {
    line.mutable_points()->DeleteSubrange(1, line.points_size() - 1);
    line.mutable_points(0)->set_x(line.series());
  }
  figure.mutable_table()->set_title("numbers");
  return figure;
}

Figure ExampleOfPoints() {
  Figure figure = ExampleFigure();
  figure.mutable_x()->clear_log();
  figure.set_mark(Figure::POINTS);
  figure.clear_interval();
  figure.clear_lines();
  Figure points;
  EXPECT_OK(ParseTextProto(
      R"pb(
        lines {
          row: 0
          column: 0
          series: 0
          points { x: 0 y: 2 }
          points { x: -4 y: 1 }
          points { x: 1 y: 1 }
        }
        lines {
          row: 0
          column: 0
          series: 1
          points { x: 3 y: 3 }
        }
        captions { row: 0 column: 0 lines: "silhouette 0.5" lines: "KL 1" }
        table { title: "numbers" }
      )pb",
      "points", &points));
  figure.MergeFrom(points);
  return figure;
}

Figure ExamplePictures() {
  Figure figure;
  EXPECT_OK(ParseTextProto(R"pb(
                             name: "pictures"
                             of_pictures: true
                             title: "Labels"
                             rows {
                               heading: "Speech"
                               colors { title: "dB" low: -80 high: 0 }
                             }
                             rows {
                               heading: "Images"
                               colors { low: 0 high: 1 }
                             }
                             columns: [ "airplane", "ship" ]
                             pictures {
                               row: 0
                               column: 0
                               height: 2
                               width: 2
                               values: [ -80, -40, -20, 0 ]
                               sounds { name: "recording" wav: "RIFF....WAVE" }
                             }
                             pictures { row: 0 column: 1 height: 1 width: 100 }
                             pictures { row: 1 column: 0 height: 1 width: 2 rgb: "abcdef" }
                             pictures {
                               row: 1
                               column: 1
                               height: 1
                               width: 2
                               values: [ 0, 1 ]
                               rgb: "abcdef"
                               opacity: 0.25
                               heading: "a ship"
                               caption: "over an image"
                             }
                             missing: "Shuffle: no recordings"
                           )pb",
                           "example", &figure));
  for (int i = 0; i < 100; ++i) figure.mutable_pictures(1)->add_values(-i / 2.0f);
  return figure;
}

}  // namespace labelrep
