/* A disk that fails: preloaded into the program, it lets so many calls on files of a graph folder through, then refuses.
 *
 * FAULT_AFTER says how many calls succeed, FAULT_ERRNO with what error the next one fails, FAULT_LASTS whether all behind it fail too (a full
 * disk) or that one alone (a bad block). Other files, and standard output, are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;

static int is_graph(const char *path) { return path && strstr(path, "/graph") != NULL; }

static int of_graph(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return is_graph(path);
}

static int fails(void) {
    const char *after = getenv("FAULT_AFTER"), *lasts = getenv("FAULT_LASTS"), *error = getenv("FAULT_ERRNO");
    if (!after || !error) return 0;
    long call = atomic_fetch_add(&calls, 1), first = atol(after);
    if (call < first || (call > first && !lasts)) return 0;
    errno = atoi(error);
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t n) {
    return of_graph(fd) && fails() ? -1 : REAL(write)(fd, bytes, n);
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
    return of_graph(fd) && fails() ? -1 : REAL(writev)(fd, parts, n);
}
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
    return of_graph(fd) && fails() ? -1 : REAL(pwrite64)(fd, bytes, n, at);
}
ssize_t read(int fd, void *bytes, size_t n) {
    return of_graph(fd) && fails() ? -1 : REAL(read)(fd, bytes, n);
}
int fsync(int fd) { return of_graph(fd) && fails() ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return of_graph(fd) && fails() ? -1 : REAL(fdatasync)(fd); }
int ftruncate64(int fd, off64_t n) { return of_graph(fd) && fails() ? -1 : REAL(ftruncate64)(fd, n); }
int rename(const char *from, const char *to) { return is_graph(to) && fails() ? -1 : REAL(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return is_graph(path) && fails() ? -1 : REAL(mkdir)(path, mode); }
int unlink(const char *path) { return is_graph(path) && fails() ? -1 : REAL(unlink)(path); }
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return is_graph(path) && fails() ? -1 : REAL(open64)(path, flags, mode);
}
