// How the failure of what was never measured begins, so that tables tell it from what failed.
#ifndef EXPERIMENTS_RECORD_ABSENT_H_
#define EXPERIMENTS_RECORD_ABSENT_H_

namespace labelrep {

inline constexpr char kAbsentPrefix[] = "absent: ";

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_ABSENT_H_
