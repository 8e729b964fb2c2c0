#define PITH_NETWORK_KERNELS network_avx512
#define PITH_EIGEN Eigen_pith_network_avx512
#include "train/kernels/kernels.inc"
