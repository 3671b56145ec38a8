#include "lib/base/tensor_array.h"

#include "ATen/ops/arange.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/equal.h"
#include "ATen/ops/ones.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(TensorArrayTest, KeepsValuesShapeAndDType) {
  for (const at::ScalarType type :
       {at::kByte, at::kInt, at::kLong, at::kFloat, at::kDouble, at::kBFloat16, at::kHalf}) {
    SCOPED_TRACE(c10::toString(type));
    const at::Tensor tensor = at::arange(24).to(type).reshape({2, 3, 4});
    const Array array = ArrayFromTensor(tensor);
    EXPECT_THAT(array.shape, ElementsAre(2, 3, 4));
    EXPECT_EQ(ElementSize(array.dtype), static_cast<int64_t>(tensor.element_size()));
    EXPECT_EQ(array.bytes.size(), tensor.nbytes());
    const at::Tensor back = TensorFromArray(array);
    EXPECT_EQ(back.scalar_type(), type);
    EXPECT_TRUE(at::equal(back, tensor));
  }
}

TEST(TensorArrayTest, ValuesAreTheSameInBothForms) {
  const Array array = Array::FromFloats({2, 2}, {1.5, -2, 0, 3});
  const at::Tensor tensor = TensorFromArray(array);
  EXPECT_EQ(tensor[0][1].item<float>(), -2.f);
  EXPECT_THAT(ArrayFromTensor(tensor).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(1.5f, -2.f, 0.f, 3.f)));
}

TEST(TensorArrayTest, AnyMemoryOrderBecomesRowMajor) {
  const at::Tensor matrix = at::arange(6).to(at::kFloat).reshape({2, 3});
  EXPECT_THAT(ArrayFromTensor(matrix.t()).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(0, 3, 1, 4, 2, 5)));
  const at::Tensor images = at::arange(24).to(at::kFloat).reshape({1, 2, 3, 4});
  EXPECT_EQ(ArrayFromTensor(images.contiguous(at::MemoryFormat::ChannelsLast)).bytes,
            ArrayFromTensor(images).bytes);
}

TEST(TensorArrayTest, TakesEmptyScalarAndTrainedTensors) {
  EXPECT_THAT(TensorFromArray(ArrayFromTensor(at::empty({0, 4}))).sizes(), ElementsAre(0, 4));
  EXPECT_EQ(TensorFromArray(ArrayFromTensor(at::ones({}))).item<float>(), 1.f);
  EXPECT_THAT(ArrayFromTensor(at::ones({2}).requires_grad_()).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(1, 1)));
}

TEST(TensorArrayTest, TheTensorOwnsItsMemory) {
  at::Tensor tensor;
  {
    const Array array = Array::FromFloats({2}, {4, 5});
    tensor = TensorFromArray(array);
  }
  EXPECT_EQ(tensor[1].item<float>(), 5.f);
}

TEST(TensorArrayDeathTest, ChecksDTypeAndSize) {
  EXPECT_DEATH(ArrayFromTensor(at::ones({2}).to(at::kBool)), "Array has no such dtype");
  EXPECT_DEATH(TensorFromArray(Array{DType::kFloat32, {2}, "1234"}), "do not fit the shape");
}

}  // namespace
}  // namespace labelrep
