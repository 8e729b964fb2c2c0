// Before a fuzz target runs under libFuzzer.
#include <sys/prctl.h>

/// Huge pages are made of zeros as a whole: megabytes for each predictor, of which a short text uses little.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  return 0;
}
