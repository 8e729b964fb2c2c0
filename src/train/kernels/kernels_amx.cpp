#define PITH_NETWORK_KERNELS network_amx
#define PITH_EIGEN Eigen_pith_network_amx
#define PITH_AMX
#include "train/kernels/kernels.inc"
