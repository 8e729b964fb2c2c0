#define PITH_RNN_KERNELS rnn_avx2
#define PITH_EIGEN Eigen_pith_rnn_avx2
#include "train/network/kernels.inc"
