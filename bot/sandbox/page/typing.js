// Typed text on its way to the server: told in pauses, one after the other, and all of it before
// anything is pressed or submitted.

const PAUSE = 200;

export class Typing {
  #send;
  #pending = new Map();
  #timer;
  #sending = Promise.resolve();

  /** `send(body)` tells the server one value. */
  constructor(send) {
    this.#send = send;
  }

  /** Notes a value; `now` sends it without a pause, for fields that dispatch to the app. */
  note(field, body, now = false) {
    this.#pending.set(field, body);
    clearTimeout(this.#timer);
    if (now) this.flush();
    else this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Sends what is waiting; resolves when the server knows all of it. */
  flush() {
    clearTimeout(this.#timer);
    const bodies = [...this.#pending.values()];
    this.#pending.clear();
    for (const body of bodies) this.#sending = this.#sending.then(() => this.#send(body));
    return this.#sending;
  }
}
