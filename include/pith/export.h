#pragma once

// What a shared library shows. It is built so that all is hidden but what these name.

#if defined(__GNUC__)
/// Before a declaration.
#define PITH_PUBLIC __attribute__((visibility("default")))
/// Between "namespace" and its name: for all that is declared there.
#define PITH_PUBLIC_NAMESPACE [[gnu::visibility("default")]]
#else
#define PITH_PUBLIC
#define PITH_PUBLIC_NAMESPACE
#endif
