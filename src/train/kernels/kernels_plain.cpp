#define PITH_NETWORK_KERNELS network_plain
#define PITH_EIGEN Eigen_pith_network_plain
#include "train/kernels/kernels.inc"
