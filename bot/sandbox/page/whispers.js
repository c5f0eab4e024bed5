// What Slack itself says to one person alone about their commands: that one failed, or why nothing
// happened. No server keeps it; it goes with the next reload.

export class Whispers {
  #said = [];

  /** Notes a sentence for a person in a channel, at a moment of the sandbox's clock. */
  add(as, channel, text, at) {
    const message = {
      ts: `local-${crypto.randomUUID()}`,
      at,
      user_id: "USLACKBOT",
      name: "Slackbot",
      initials: "S",
      color: "#4a4a4a",
      text,
      ephemeral: true,
    };
    this.#said.push({ as, channel, message });
  }

  /** The messages to show below those of the channel. */
  of(as, channel) {
    return this.#said.filter((one) => one.as === as && one.channel === channel).map(({ message }) => message);
  }

  forget(as) {
    this.#said = this.#said.filter((one) => one.as !== as);
  }
}
