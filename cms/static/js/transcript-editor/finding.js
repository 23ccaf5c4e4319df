/* Search and replace over all cues. */

export class Finding {
  constructor({ bar, transcript, show, say, labels, mayChange }) {
    Object.assign(this, { bar, transcript, show, say, labels });
    const part = (name) => bar.querySelector(`[data-${name}]`);
    this.words = part("find");
    this.other = part("replace");
    this.sensitive = part("sensitive");
    this.count = part("count");
    this.at = -1;
    this.places = [];
    this.words.addEventListener("input", () => this.look());
    this.sensitive.addEventListener("change", () => this.look());
    part("previous").addEventListener("click", () => this.go(-1));
    part("replace-one").addEventListener("click", () => this.replaceOne());
    part("replace-all").addEventListener("click", () => this.replaceAll());
    for (const name of ["replace", "replace-one", "replace-all"]) part(name).disabled = !mayChange;
    bar.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go(1);
    });
    transcript.addEventListener("change", () => {
      if (this.words.value) this.look(this.at);
    });
  }

  open(words) {
    if (words) this.words.value = words;
    this.words.focus();
    this.words.select();
    this.look();
  }

  look(at = -1) {
    this.places = this.transcript.find(this.words.value, this.sensitive.checked);
    this.at = Math.min(at, this.places.length - 1);
    this.tell();
  }

  tell() {
    const { found, foundAt, nothing } = this.labels;
    const total = this.places.length;
    if (!this.words.value) this.count.textContent = "";
    else if (!total) this.count.textContent = nothing;
    else if (this.at < 0) this.count.textContent = found.replace("{count}", total);
    else {
      this.count.textContent = foundAt.replace("{at}", this.at + 1).replace("{count}", total);
    }
  }

  go(step) {
    if (!this.places.length) return;
    const first = step > 0 ? 0 : this.places.length - 1;
    this.at =
      this.at < 0 ? first : (this.at + step + this.places.length) % this.places.length;
    this.tell();
    const [key, offset] = this.places[this.at];
    this.show(key, offset, offset + this.words.value.length);
  }

  replaceOne() {
    if (this.at < 0) {
      this.go(1);
      return;
    }
    const place = this.places[this.at];
    this.transcript.replace([place], this.words.value.length, this.other.value);
    this.at -= 1;
    this.go(1);
  }

  replaceAll() {
    const count = this.places.length;
    this.transcript.replace(this.places, this.words.value.length, this.other.value);
    this.say(this.labels.replaced.replace("{count}", count));
  }
}
