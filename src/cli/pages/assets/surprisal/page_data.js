"use strict";

/** The bytes of the data block `id`; src/cli/pages/surprisal_page.h says what they are. */
function dataBlock(id) {
  const text = document.getElementById(id).textContent;
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

const numbersBlock = (id) => new Uint16Array(dataBlock(id).buffer);

/** The likeliest bytes in each place, of the page's data blocks, decoded when they are first asked for. */
class PageCandidates {
  /** [{byte, probability}...], the likeliest first; empty before the page is loaded. */
  of(byteIndex) {
    if (!this.firsts && !this.load()) return [];
    const result = [];
    for (let i = this.firsts[byteIndex]; i < this.firsts[byteIndex + 1]; i++) {
      result.push({ byte: this.bytes[i], probability: this.probabilities[i] / 65535 });
    }
    return result;
  }

  load() {
    if (document.readyState === "loading") return false;
    const counts = dataBlock("candidate-counts");
    this.bytes = dataBlock("candidate-bytes");
    this.probabilities = numbersBlock("candidate-probabilities");
    this.firsts = new Uint32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) this.firsts[i + 1] = this.firsts[i] + counts[i];
    return true;
  }
}
