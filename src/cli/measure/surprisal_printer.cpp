#include "cli/measure/surprisal_printer.h"

#include "cli/formatting/utf8.h"

namespace pith::cli {
namespace {

constexpr std::size_t kLongestLine = 1 << 16;  // printed though it has no end yet

}  // namespace

void SurprisalPrinter::legend() {
  std::string line = "bits/char:";
  for (std::size_t step = 0; step < kSurprisalSteps.size(); ++step) {
    line += colours_.begin(step) + " " + step_label(step) + " ";
  }
  print_(line + colours_.begin(0) + "\n");
}

void SurprisalPrinter::add(const ByteSurprisal& surprisal) {
  characters_.add(surprisal, [this](const SurprisalCharacter& character) { print(character); });
}

void SurprisalPrinter::finish() {
  characters_.finish([this](const SurprisalCharacter& character) { print(character); });
  print_carriage_return();
  if (!line_.empty()) end_line("\n", 0);
}

void SurprisalPrinter::print(const SurprisalCharacter& character) {
  const std::size_t step = surprisal_step(character.bits);
  if (character.bytes == "\n" && carriage_return_) {
    end_line("\r\n", surprisal_step(*std::exchange(carriage_return_, std::nullopt) + character.bits));
  } else if (character.bytes == "\n") {
    end_line("\n", step);
  } else {
    print_carriage_return();
    if (character.bytes == "\r") {
      carriage_return_ = character.bits;
    } else if (character.bytes == "\t") {
      if (step >= kMarkedStep) paint(visible("\t"), step);
      paint("\t", step);
    } else {
      paint(visible(character.bytes), step);
    }
  }
  if (line_.size() >= kLongestLine) print_(std::exchange(line_, {}));
}

/// One that no line feed followed.
void SurprisalPrinter::print_carriage_return() {
  if (!carriage_return_) return;
  paint(visible("\r"), surprisal_step(*carriage_return_));
  carriage_return_.reset();
}

void SurprisalPrinter::paint(const std::string& text, std::size_t step) {
  if (step != step_) line_ += colours_.begin(step);
  step_ = step;
  line_ += text;
}

void SurprisalPrinter::end_line(const std::string& line_end, std::size_t step) {
  if (step >= kMarkedStep) paint(visible("\n"), step);
  paint(line_end, 0);
  print_(std::exchange(line_, {}));
}

}  // namespace pith::cli
