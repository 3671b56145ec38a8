#include "lib/viz/figure_csv.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

TEST(FigureCsvTest, EveryPointAndRunIsALine) {
  EXPECT_EQ(FigureAsCsv(ExampleFigure()),
            "row,column,y_axis,series,x,y,lo,hi,run\n"
            ",VGG19,accuracy,Speech,5,0.25,0.125,0.375,\n"
            ",VGG19,accuracy,Speech,5,0.2,,,a\n"
            ",VGG19,accuracy,Speech,5,0.3,,,b\n"
            ",VGG19,accuracy,Speech,20,0.5,0.5,0.625,\n"
            ",ResNet-8,accuracy,Speech,5,0.75,0.5,1,\n"
            ",ResNet-8,accuracy,Speech,20,0.875,0.75,1,\n"
            ",ResNet-8,accuracy,Random,5,0.0625,,,\n");
}

TEST(FigureCsvTest, EveryPictureIsALine) {
  EXPECT_EQ(FigureAsCsv(ExamplePictures()),
            "row,column,height,width,lowest,mean,highest,unit,caption\n"
            "Speech,airplane,2,2,-80,-35,0,dB,\n"
            "Speech,ship,1,100,-49.5,-24.75,0,dB,\n"
            "Images,airplane,1,2,,,,,\n"
            "Images,a ship,1,2,0,0.5,1,,over an image\n");
}

TEST(FigureCsvTest, TextIsQuotedWhereItHasToBe) {
  Figure figure = ExampleFigure();
  figure.mutable_series(0)->set_name("Category, smoothed");
  EXPECT_THAT(FigureAsCsv(figure), ::testing::HasSubstr(",\"Category, smoothed\",5,"));
}

}  // namespace
}  // namespace labelrep
