// Reads what is known of a name with the browser's own voice, sentence by sentence.
// The button is there only where the browser has a voice; nothing is read unasked.

const root = document.querySelector("[data-aloud]");
const speech = window.speechSynthesis;

function start() {
  const controls = root.querySelector("[data-aloud-controls]");
  const button = controls.querySelector("[data-aloud-play]");
  const label = controls.querySelector("[data-aloud-label]");
  const sentences = [...root.querySelectorAll("[data-aloud-sentence]")];
  let reading = false;

  function show(next) {
    reading = next;
    button.setAttribute("aria-pressed", String(reading));
    label.textContent = reading ? label.dataset.stop : label.dataset.start;
    if (!reading) {
      sentences.forEach((sentence) => sentence.removeAttribute("aria-current"));
    }
  }

  function say(number) {
    const sentence = sentences[number];
    if (!reading || !sentence) {
      show(false);
      return;
    }
    const words = new SpeechSynthesisUtterance(sentence.textContent);
    words.lang = "zh-CN";
    words.rate = 0.9;
    words.onstart = () => {
      sentence.setAttribute("aria-current", "true");
    };
    words.onend = () => {
      sentence.removeAttribute("aria-current");
      say(number + 1);
    };
    words.onerror = () => show(false);
    speech.speak(words);
  }

  button.addEventListener("click", () => {
    if (reading) {
      show(false);
      speech.cancel();
      return;
    }
    speech.cancel();
    show(true);
    say(0);
  });
  window.addEventListener("pagehide", () => speech.cancel());
  controls.hidden = false;
}

if (root && speech && "SpeechSynthesisUtterance" in window) {
  start();
}
