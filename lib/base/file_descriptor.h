// A file descriptor that is closed on every way out.
#ifndef LIB_BASE_FILE_DESCRIPTOR_H_
#define LIB_BASE_FILE_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace labelrep {

class FileDescriptor {
 public:
  // Negative: none.
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) = delete;
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }

  int get() const { return fd_; }

  // Where the error of closing matters: that of close(2), with errno.
  int Close() { return close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

}  // namespace labelrep

#endif  // LIB_BASE_FILE_DESCRIPTOR_H_
