/*
 * Counts the file operations of a process that change something below one folder, and lets the n-th fail or be the last thing
 * that the process does. Loaded with LD_PRELOAD before the system's library; told what to do through a file that both sides
 * have in memory, so that one process can try one operation after another. Linux, made by the tests where there is a compiler.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The file under MEDSTEWARD_FAULT_CONTROL: whole numbers of 32 bits, in this order (faults.ts). */
struct control {
  _Atomic int armed;   /* 1 while operations are counted */
  _Atomic int at;      /* the number of the operation that fails, 1 for the first; 0 for none */
  _Atomic int error;   /* errno of the failure; -1 ends the process */
  _Atomic int lasting; /* 1: every later operation that needs room fails too, as on a full disk */
  _Atomic int count;   /* operations so far */
  _Atomic int failed;  /* operations that were made to fail */
};

#define FILES 4096
static struct control *control;
static char root[4096];
static size_t root_length;
static _Atomic char below[FILES];

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("MEDSTEWARD_FAULT_FOLDER");
  const char *path = getenv("MEDSTEWARD_FAULT_CONTROL");
  if (folder == NULL || path == NULL || strlen(folder) >= sizeof root) return;
  int fd = open(path, O_RDWR);
  if (fd < 0) return;
  void *memory = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (memory == MAP_FAILED) return;
  strcpy(root, folder);
  root_length = strlen(root);
  control = memory;
}

static int is_below(const char *path) {
  return control != NULL && path != NULL && strncmp(path, root, root_length) == 0;
}

/* Asked of the system as well: a number can have been closed behind our back and be somebody's pipe by now. */
static int is_file(int fd) {
  if (fd < 0 || fd >= FILES || !below[fd]) return 0;
  char name[64];
  char target[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, target, sizeof target - 1);
  if (length < 0) return 0;
  target[length] = 0;
  return is_below(target);
}

/* 1 when this operation has to fail; errno is set then. Operations that give room back do not fail for want of it. */
static int fails(int needs_room) {
  if (control == NULL || !control->armed) return 0;
  int number = ++control->count;
  int at = control->at;
  if (at == 0 || number < at) return 0;
  if (number > at && !(control->lasting && needs_room)) return 0;
  if (control->error == -1) _exit(99);
  control->failed++;
  errno = control->error;
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < FILES) below[fd] = (char)is_below(path);
  return fd;
}
#define CHANGES(flags) (((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0)
#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  REAL(open);
  MODE_OF(flags);
  if (is_below(path) && CHANGES(flags) && fails(1)) return -1;
  return opened(real(path, flags, mode), path);
}
int open64(const char *path, int flags, ...) {
  REAL(open64);
  MODE_OF(flags);
  if (is_below(path) && CHANGES(flags) && fails(1)) return -1;
  return opened(real(path, flags, mode), path);
}
int openat(int folder, const char *path, int flags, ...) {
  REAL(openat);
  MODE_OF(flags);
  if (is_below(path) && CHANGES(flags) && fails(1)) return -1;
  return opened(real(folder, path, flags, mode), path);
}
int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < FILES) below[fd] = 0;
  return real(fd);
}
ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  if (is_file(fd) && fails(1)) return -1;
  return real(fd, bytes, length);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  REAL(pwrite);
  if (is_file(fd) && fails(1)) return -1;
  return real(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REAL(pwrite64);
  if (is_file(fd) && fails(1)) return -1;
  return real(fd, bytes, length, at);
}
struct iovec;
ssize_t writev(int fd, const struct iovec *parts, int count) {
  static ssize_t (*real)(int, const struct iovec *, int);
  if (real == NULL) real = (ssize_t (*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
  if (is_file(fd) && fails(1)) return -1;
  return real(fd, parts, count);
}
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
  REAL(copy_file_range);
  if (is_file(to) && fails(1)) return -1;
  return real(from, from_at, to, to_at, length, flags);
}
int fsync(int fd) {
  REAL(fsync);
  if (is_file(fd) && fails(1)) return -1;
  return real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  if (is_file(fd) && fails(1)) return -1;
  return real(fd);
}
int ftruncate(int fd, off_t length) {
  REAL(ftruncate);
  if (is_file(fd) && fails(length > 0)) return -1;
  return real(fd, length);
}
int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  if (is_file(fd) && fails(length > 0)) return -1;
  return real(fd, length);
}
int rename(const char *from, const char *to) {
  REAL(rename);
  if ((is_below(from) || is_below(to)) && fails(1)) return -1;
  return real(from, to);
}
int link(const char *from, const char *to) {
  REAL(link);
  if (is_below(to) && fails(1)) return -1;
  return real(from, to);
}
int unlink(const char *path) {
  REAL(unlink);
  if (is_below(path) && fails(0)) return -1;
  return real(path);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat);
  if (is_below(path) && fails(0)) return -1;
  return real(folder, path, flags);
}
int remove(const char *path) {
  REAL(remove);
  if (is_below(path) && fails(0)) return -1;
  return real(path);
}
int rmdir(const char *path) {
  REAL(rmdir);
  if (is_below(path) && fails(0)) return -1;
  return real(path);
}
int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (is_below(path) && fails(1)) return -1;
  return real(path, mode);
}
int chmod(const char *path, mode_t mode) {
  REAL(chmod);
  if (is_below(path) && fails(0)) return -1;
  return real(path, mode);
}
int fchmod(int fd, mode_t mode) {
  REAL(fchmod);
  if (is_file(fd) && fails(0)) return -1;
  return real(fd, mode);
}
