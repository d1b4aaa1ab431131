// One Socket.IO connection: protocol 5 over Engine.IO 4, by WebSocket only.
//
// The client from npm would be more than half of the widget. What it does beyond this (polling, binary, upgrades)
// is not needed: where no WebSocket gets through, messages go by REST. Packets: docs/widget.md, "The live side".

import { Refused } from "./session.js";

const ACK_WITHIN = 20000; // the server itself answers within 15 s
const OPEN_WITHIN = 10000;

export function openSocket(api, auth, heard) {
  const socket = new WebSocket(`${api.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`);
  const waiting = new Map(); // number of an acknowledgement -> who waits for it
  let next = 0;
  let isUp = false;
  let isOver = false;
  let silence = setTimeout(end, OPEN_WITHIN);
  let patience = 0;

  // A line that is quiet for longer than the server's own pings is dead, whatever the browser thinks.
  function listen(milliseconds) {
    clearTimeout(silence);
    patience = milliseconds || patience;
    if (patience) silence = setTimeout(end, patience);
  }

  function end(refused) {
    if (isOver) return;
    isOver = true;
    isUp = false;
    clearTimeout(silence);
    for (const { no, timer } of waiting.values()) {
      clearTimeout(timer);
      no(new Refused(0, ""));
    }
    waiting.clear();
    socket.close();
    heard.down(refused === true);
  }

  const packets = {
    0(body) {
      const { pingInterval, pingTimeout } = JSON.parse(body);
      listen(pingInterval + pingTimeout);
      socket.send(`40${JSON.stringify(auth)}`);
    },
    1: end,
    2: () => socket.send("3"),
    40() {
      isUp = true;
      heard.up();
    },
    41: end,
    42(body) {
      const [name, value] = JSON.parse(body);
      heard.event(name, value);
    },
    43(body) {
      const [, number, values] = /^(\d+)(.*)$/s.exec(body);
      const one = waiting.get(Number(number));
      waiting.delete(Number(number));
      if (!one) return;
      clearTimeout(one.timer);
      one.yes(JSON.parse(values)[0]);
    },
    44: () => end(true),
  };

  socket.onmessage = ({ data }) => {
    if (isOver) return;
    listen();
    const size = data[0] === "4" ? 2 : 1;
    const take = packets[data.slice(0, size)];
    try {
      if (take) take(data.slice(size));
    } catch (err) {
      console.warn(`Dukan: a packet was not understood. ${err.message}`);
    }
  };
  socket.onerror = end;
  socket.onclose = end;

  return {
    isUp: () => isUp,
    end,
    emit(name, value) {
      if (isUp) socket.send(`42${JSON.stringify([name, value])}`);
      return isUp;
    },
    ask(name, value) {
      return new Promise((yes, no) => {
        if (!isUp) {
          no(new Refused(0, ""));
          return;
        }
        const number = next++;
        const timer = setTimeout(() => {
          waiting.delete(number);
          no(new Refused(0, ""));
        }, ACK_WITHIN);
        waiting.set(number, { yes, no, timer });
        socket.send(`42${number}${JSON.stringify([name, value])}`);
      });
    },
  };
}
