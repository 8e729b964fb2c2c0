#define PITH_RNN_KERNELS rnn_avx512
#define PITH_EIGEN Eigen_pith_rnn_avx512
#include "train/network/kernels.inc"
