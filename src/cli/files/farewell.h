#pragma once

namespace pith::cli {

/// What the signals of remove_temporary_files_on_signals() print before they end the process, such as where work that
/// is kept can be gone on with. nullptr = nothing. REQUIRES: `text` lives until another takes its place.
void set_farewell(const char* text);

/// Prints it. May be called by a signal handler.
void say_farewell();

}  // namespace pith::cli
