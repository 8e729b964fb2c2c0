#define PITH_RNN_KERNELS rnn_plain
#define PITH_EIGEN Eigen_pith_rnn_plain
#include "train/network/kernels.inc"
