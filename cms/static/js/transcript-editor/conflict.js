/* Somebody else saved since this page was loaded: say so, and lose nothing. */

import { clock } from "./times.js";

export class Conflict {
  constructor({ dialog, saving, labels }) {
    Object.assign(this, { dialog, saving, labels });
    this.message = dialog.querySelector("[data-conflict-message]");
    this.lost = dialog.querySelector("[data-conflict-lost]");
    this.words = dialog.querySelector("[data-conflict-words]");
    dialog.querySelector("[data-conflict-both]").addEventListener("click", () => {
      const { answer, saved, cues } = this.found;
      this.close(() => saving.takeOver(answer, saved, cues));
    });
    dialog.querySelector("[data-conflict-mine]").addEventListener("click", () => {
      const { answer, theirs } = this.found;
      this.close(() => saving.takeOver(answer, theirs, saving.transcript.cues));
    });
    // The choice has to be made: until then nothing is saved.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
  }

  async open(answer) {
    this.found = await this.saving.compared();
    this.message.textContent = this.labels.conflict
      .replace("{by}", answer.by)
      .replace("{time}", answer.savedAt);
    const { lost } = this.found;
    this.lost.hidden = !lost.length;
    this.words.value = lost
      .map((cue) => `[${clock(cue.start)}] ${cue.speaker ? `${cue.speaker}：` : ""}${cue.text}`)
      .join("\n");
    this.dialog.showModal();
  }

  close(then) {
    this.dialog.close();
    then();
  }
}
