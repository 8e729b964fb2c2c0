#include "pith/version.h"

namespace pith {

const char* version() { return PITH_VERSION; }

}  // namespace pith
