// What the page knows: who acts, what is open, and the last answers of the server. Views listen for
// "state", "messages", "thread", "inspector", "place" and "link", and draw from here.

import * as api from "./api.js";
import { Choices } from "./choices.js";
import { coalesced } from "./coalesced.js";
import { notice } from "./notices.js";
import { acknowledged, TROUBLE } from "./replies.js";
import { Typing } from "./typing.js";
import { Whispers } from "./whispers.js";

const KEPT_IN_ADDRESS = ["as", "channel", "thread", "home"];

export class Session extends EventTarget {
  state = null;
  /** Of the open channel and thread; null until they are loaded. */
  messages = null;
  thread = null;
  inspector = { calls: [], sent: [], violations: [] };
  inspecting = false;
  choices = new Choices();
  whispers = new Whispers();
  typing = new Typing((body) => this.tell(body));
  #stop = () => {};
  #choosing = new Set();

  constructor(address) {
    super();
    const query = new URL(address).searchParams;
    this.place = Object.fromEntries(KEPT_IN_ADDRESS.map((name) => [name, query.get(name)]));
    this.loadState = coalesced(() => this.#loadState());
    this.loadMessages = coalesced(() => this.#loadMessages());
    this.loadThread = coalesced(() => this.#loadThread());
    this.loadInspector = coalesced(() => this.#loadInspector());
  }

  get as() {
    return this.place.as;
  }

  get channel() {
    return this.state?.channels.find(({ id }) => id === this.place.channel) ?? null;
  }

  get me() {
    return this.state?.people.find(({ id }) => id === this.as) ?? null;
  }

  on(topic, listener) {
    this.addEventListener(topic, listener);
  }

  #say(topic) {
    this.dispatchEvent(new Event(topic));
  }

  /** Becomes a person (the first one if the address names none that exists) and loads what they see. */
  async become(id) {
    this.#stop();
    await this.typing.flush();
    this.place = { ...this.place, as: id, thread: null };
    this.choices = new Choices();
    this.messages = null;
    await this.loadState();
    this.#arrive();
    await Promise.all([this.loadMessages(), this.loadThread()]);
    if (this.place.home) await this.tell({ do: "home" });
    this.#stop = api.listen(
      this.as,
      (what) => this.#refresh(what),
      (up) => this.#link(up),
    );
  }

  /** Where the address names no channel, or one that this person cannot see (any more). */
  #leaveForFirstChannel() {
    const mine = this.state.channels.filter(({ joined, archived }) => joined && !archived);
    const first = mine.find((one) => one.app_in && one.kind !== "im") ?? mine[0];
    this.place = { ...this.place, channel: first?.id ?? null, thread: null };
    this.messages = null;
    this.#arrive();
    this.loadMessages();
  }

  #link(up) {
    this.linked = up;
    this.#say("link");
  }

  /** Goes somewhere: {channel}, {thread} in the open channel, or {home: true}. */
  async go({ channel = this.place.channel, thread = null, home = null }) {
    await this.typing.flush();
    const elsewhere = channel !== this.place.channel;
    this.place = { ...this.place, channel, thread, home: home ? "1" : null };
    if (elsewhere) this.messages = null;
    this.thread = null;
    this.#arrive();
    if (home) await this.tell({ do: "home" });
    await Promise.all([this.loadMessages(), this.loadThread()]);
    await this.loadState();
  }

  #arrive() {
    const present = KEPT_IN_ADDRESS.filter((name) => this.place[name]).map((name) => [
      name,
      this.place[name],
    ]);
    history.replaceState(null, "", `?${new URLSearchParams(present)}`);
    this.#say("place");
  }

  /** Does something; an `ok: false` becomes a notice. Resolves to the server's answer. */
  async tell(body) {
    const answer = await api.act({ as: this.as, ...body });
    if (!answer.ok) notice(answer.error ?? "The sandbox could not do that.");
    return answer;
  }

  /**
   * As `tell`, and reloads what may have changed. Goes out after everything typed has arrived, and a press
   * or a submission after every choice too: the server keeps the state that goes along with it.
   */
  async act(body) {
    await this.typing.flush();
    if (body.do === "press" || body.do === "submit") await Promise.all(this.#choosing);
    const telling = this.tell(body);
    if (body.do === "choose") this.#choosing.add(telling);
    const answer = await telling;
    this.#choosing.delete(telling);
    await Promise.all([this.loadState(), this.loadMessages(), this.loadThread()]);
    return answer;
  }

  /** As `act`, where nothing on the screen can show that the app failed: a notice says so. */
  async use(body) {
    const answer = await this.act(body);
    if (answer.ok && !acknowledged(answer.reply)) notice(answer.reply.text ?? TROUBLE);
    return answer;
  }

  /** Types a command in a channel; what Slack itself has to say about it is shown to this person alone. */
  async command(channel, text) {
    const { as } = this;
    const answer = await this.act({ do: "say", channel, text });
    const said = answer.ok && (answer.reply.text ?? (acknowledged(answer.reply) ? null : TROUBLE));
    if (said) {
      this.whispers.add(as, channel, said, this.state.clock);
      this.#say("messages");
    }
    return answer;
  }

  /** What a reload does in Slack: messages only visible to this person go, and what they chose in messages. */
  async reload() {
    this.choices = new Choices();
    this.whispers.forget(this.as);
    this.messages = null;
    this.#say("messages");
    return this.act({ do: "reload" });
  }

  #refresh(what) {
    const all = what.includes("all");
    const open = all || what.includes(`messages:${this.place.channel}`);
    this.loadState();
    if (open) this.loadMessages();
    if (open && this.place.thread) this.loadThread();
    if (this.inspecting && (all || what.includes("inspector"))) this.loadInspector();
  }

  async #loadState() {
    const as = this.as;
    const state = await this.#fetched(() => api.fetchState(as));
    if (!state || as !== this.as) return;
    this.state = state;
    if (this.me) {
      if (!this.channel) this.#leaveForFirstChannel();
      this.#say("state");
      if (state.counters.violations !== this.inspector.violations.length) await this.loadInspector();
    } else {
      this.place.as = state.people.find((one) => !one.is_bot && !one.deleted).id;
      await this.#loadState();
    }
  }

  async #loadMessages() {
    const { as, channel } = this.place;
    if (!channel) return;
    const answer = await this.#fetched(() => api.fetchMessages(as, channel));
    if (!answer || as !== this.as || channel !== this.place.channel) return;
    this.messages = answer.messages;
    this.#say("messages");
  }

  async #loadThread() {
    const { as, channel, thread } = this.place;
    if (!thread) return;
    const answer = await this.#fetched(() => api.fetchMessages(as, channel, thread));
    if (!answer || thread !== this.place.thread || channel !== this.place.channel) return;
    this.thread = { root: answer.root ?? null, messages: answer.messages };
    this.#say("thread");
  }

  async #loadInspector() {
    const answer = await this.#fetched(api.fetchInspector);
    if (!answer) return;
    this.inspector = answer;
    this.#say("inspector");
  }

  /** The answer, or null with a notice: a page whose server stopped stays readable. */
  async #fetched(load) {
    try {
      return await load();
    } catch (error) {
      if (this.linked !== false)
        notice(error instanceof TypeError ? "The sandbox does not answer." : error.message);
      return null;
    }
  }
}
