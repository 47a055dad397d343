// Tells the thread sanitizer of the locks that it cannot see; loaded before everything else.
//
// Swift's Mutex takes a free lock in the caller's own code, which is instrumented, and a contended one
// in libswiftSynchronization, which is not: without this, whatever a thread did before it left a
// contended lock seems to race with what the next one does. The same goes for the semaphores of
// libdispatch.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

static void acquire(void *address) { if (__tsan_acquire) __tsan_acquire(address); }
static void release(void *address) { if (__tsan_release) __tsan_release(address); }

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

typedef SWIFT void lock_function(uint32_t, SELF void *);
typedef SWIFT void unlock_function(SELF void *);

SWIFT void lock_slow(uint32_t, SELF void *)
    __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void unlock_slow(SELF void *)
    __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

SWIFT void lock_slow(uint32_t state, SELF void *self) {
    static lock_function *usual;
    if (!usual) {
        usual = (lock_function *)dlsym(
            RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
    }
    usual(state, self);
    acquire(self);
}

SWIFT void unlock_slow(SELF void *self) {
    static unlock_function *usual;
    if (!usual) {
        usual = (unlock_function *)dlsym(
            RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
    }
    release(self);
    usual(self);
}

long dispatch_semaphore_signal(void *semaphore) {
    static long (*usual)(void *);
    if (!usual) usual = (long (*)(void *))dlsym(RTLD_NEXT, "dispatch_semaphore_signal");
    release(semaphore);
    return usual(semaphore);
}

long dispatch_semaphore_wait(void *semaphore, uint64_t timeout) {
    static long (*usual)(void *, uint64_t);
    if (!usual) usual = (long (*)(void *, uint64_t))dlsym(RTLD_NEXT, "dispatch_semaphore_wait");
    long result = usual(semaphore, timeout);
    if (result == 0) acquire(semaphore);
    return result;
}
