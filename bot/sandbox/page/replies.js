// What the app's answer to a payload means to the person who caused it.

/** Whether the app acknowledged as Slack wants it: in time, and with success. */
export const acknowledged = (reply) => reply.status >= 200 && reply.status < 300;

export const TROUBLE = "The app did not answer as it should. Try again.";
export const MODAL_TROUBLE = "We had some trouble connecting. Try again?";
