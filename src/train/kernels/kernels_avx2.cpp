#define PITH_NETWORK_KERNELS network_avx2
#define PITH_EIGEN Eigen_pith_network_avx2
#include "train/kernels/kernels.inc"
