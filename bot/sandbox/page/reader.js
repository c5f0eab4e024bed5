// What a drawing of blocks needs to know of its reader and its surface, and what a press there does.

import { acknowledged } from "./replies.js";
import { dayKey, clockTime } from "./time.js";

const FALLBACK_ZONE = "UTC";

/** The part that is the same on every surface: names, zone, time, choices. */
function shared(session) {
  const { state } = session;
  const everybody = new Map(state.people.map((person) => [person.id, person]));
  const places = new Map(state.channels.map((channel) => [channel.id, channel]));
  const zone = session.me?.tz || FALLBACK_ZONE;
  return {
    as: session.as,
    zone,
    now: new Date(state.clock),
    place: { channel: session.place.channel },
    choices: session.choices,
    person: (id) => everybody.get(id),
    people: () => [...everybody.values()],
    channel: (id) => places.get(id),
    channels: () => [...places.values()].filter(({ joined }) => joined),
    openChannel: (channel) => session.go({ channel }),
    fileAddress: (id) => `/sandbox/files/${encodeURIComponent(id)}/file`,
    localTime: (seconds) =>
      `${dayKey(new Date(seconds * 1000), zone)}T${clockTime(new Date(seconds * 1000), zone)}`,
    instant: (local) => instantOf(local, zone),
  };
}

/** Unix seconds of a local date and time in a zone; the offset is read twice to be right at its changes. */
export function instantOf(local, zone) {
  const wanted = Date.parse(`${local}Z`);
  const shownAt = (instant) =>
    Date.parse(`${dayKey(new Date(instant), zone)}T${clockTime(new Date(instant), zone)}Z`);
  const first = wanted - (shownAt(wanted) - wanted);
  return Math.round((first - (shownAt(first) - wanted)) / 1000);
}

/** A reader for one surface; `target` is what the server needs to find it: {channel, ts}, {modal}, {home}. */
function forSurface(session, surface, target, more = {}) {
  return {
    ...shared(session),
    surface,
    ...more,
    act: async (body) => {
      const answer = await session.act({ ...target, ...body });
      if (answer.ok && !acknowledged(answer.reply)) more.onfailure?.();
      return answer.ok && acknowledged(answer.reply);
    },
    type: (body, now) =>
      session.typing.note(
        `${surface}\n${body.block_id}\n${body.action_id}`,
        { do: now ? "choose" : "input", ...target, ...body },
        now,
      ),
    suggest: async (blockId, actionId, query) => {
      const answer = await session.tell({
        do: "suggest",
        ...target,
        block_id: blockId,
        action_id: actionId,
        value: query,
      });
      return answer.ok ? optionGroups(answer.reply) : [];
    },
  };
}

const optionGroups = (reply) => reply.option_groups ?? [{ options: reply.options ?? [] }];

export const messageReader = (session, message) =>
  forSurface(
    session,
    `message ${session.place.channel} ${message.ts}`,
    { channel: session.place.channel, ts: message.ts },
    { state: message.state },
  );

export const modalReader = (session, { view, state, errors }, onfailure) =>
  forSurface(session, `modal ${view.id}`, { modal: true }, { state, errors, onfailure });

export const homeReader = (session) =>
  forSurface(session, "home", { home: true }, { state: session.state.home?.state?.values });
