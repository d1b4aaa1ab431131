// The live side: keeps one connection open, and opens it again when it is lost.

import { Refused } from "./session.js";
import { openSocket } from "./socket.js";

const FIRST_BREAK = 600;
const LONGEST_BREAK = 12000;

export function makeLive(api, heard) {
  let socket = null;
  let token = "";
  let wait = FIRST_BREAK;
  let timer = 0;

  function connect(given) {
    disconnect();
    token = given;
    open();
  }

  function open() {
    clearTimeout(timer);
    socket = openSocket(api, { token }, {
      up() {
        wait = FIRST_BREAK;
        heard.up();
      },
      down(refused) {
        socket = null;
        if (!token) return;
        if (refused) disconnect();
        else {
          // Not all clients at the same moment, when a server comes back.
          timer = setTimeout(open, wait * (0.6 + 0.8 * Math.random()));
          wait = Math.min(wait * 1.7, LONGEST_BREAK);
        }
        heard.down();
        if (refused) heard.refused();
      },
      event(name, body) {
        if (body && ["reply", "message", "state", "typing", "order"].includes(name)) heard[name](body);
      },
    });
  }

  function disconnect() {
    clearTimeout(timer);
    token = "";
    if (socket) socket.end();
    socket = null;
  }

  return {
    connect,
    disconnect,
    isUp: () => Boolean(socket && socket.isUp()),
    wake: () => token && !socket && open(),
    typing: () => socket && socket.emit("typing", {}),
    async send(body) {
      const answer = (await socket.ask("message", body)) || {};
      if (answer.error) throw new Refused(answer.error.status || 500, answer.error.title || "");
      return answer;
    },
  };
}
