#pragma once

#include <csignal>

namespace pith::cli {

/// While it lives, signals wait for this thread, and for threads started meanwhile.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all = {};
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_ = {};
};

}  // namespace pith::cli
