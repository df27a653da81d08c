#ifndef RANGESCOPE_PREFETCH_H
#define RANGESCOPE_PREFETCH_H

/// Has the processor fetch a line of its cache that is needed soon. It reads nothing, so the place need
/// not be there.
static inline __attribute__((always_inline)) void prefetch(const void *place) {
  __builtin_prefetch(place);
}

#endif
