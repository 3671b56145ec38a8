
m2026-11-29T17:46:47+00:00!XÂuíÌ‰‰@0€ «þ:vmB,AMD EPYC, cpu family 26, model 2, stepping 1JAVX512Y¢¥3^¨\R@
2.13.0+cpu
g++ 12.2.0"absl_cleanup 20220623"absl_flags 20220623"absl_flags_parse 20220623"absl_flags_usage 20220623"absl_flat_hash_map 20220623"absl_status 20220623"absl_statusor 20220623"absl_str_format 20220623"absl_strings 20220623"absl_time 20220623"benchmark 1.7.1"libcrypto 3.0.19"eigen3 3.4.0"gmock 1.12.1"gtest 1.12.1"gmock 1.12.1"gtest_main 1.12.1"protobuf 3.21.12"sndfile 1.2.0"
soxr 0.1.3"libutf8proc 2.6.0*(6f699a04c0caaf3223c45d63a1259e575fab1f9b0