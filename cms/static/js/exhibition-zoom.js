/** A picture in a stage that can be made larger and moved; it never leaves the stage. */
const MOST = 8;
const STEP = 80;

export class Zoom {
  constructor(stage, picture) {
    this.stage = stage;
    this.picture = picture;
    stage.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.by(event.deltaY < 0 ? 1.2 : 1 / 1.2);
      },
      { passive: false },
    );
    stage.addEventListener("dblclick", () => (this.isLarge ? this.reset() : this.by(2.5)));
    stage.addEventListener("pointerdown", (event) => this.grab(event));
    stage.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => (this.held = null));
    }
    this.reset();
  }

  get isLarge() {
    return this.scale > 1;
  }

  reset() {
    this.scale = 1;
    this.x = this.y = 0;
    this.paint();
  }

  by(factor) {
    const scale = Math.min(MOST, Math.max(1, this.scale * factor));
    this.x *= scale / this.scale;
    this.y *= scale / this.scale;
    this.scale = scale;
    this.paint();
  }

  move(right, down) {
    this.x += right * STEP;
    this.y += down * STEP;
    this.paint();
  }

  grab(event) {
    if (!this.isLarge) return;
    this.held = { x: event.clientX - this.x, y: event.clientY - this.y };
    this.stage.setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.held) return;
    this.x = event.clientX - this.held.x;
    this.y = event.clientY - this.held.y;
    this.paint();
  }

  paint() {
    const spare = (length) => Math.max(0, (length * (this.scale - 1)) / 2);
    const [wide, high] = [spare(this.stage.clientWidth), spare(this.stage.clientHeight)];
    this.x = Math.min(wide, Math.max(-wide, this.x));
    this.y = Math.min(high, Math.max(-high, this.y));
    this.picture.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
    this.stage.classList.toggle("is-large", this.isLarge);
  }
}
