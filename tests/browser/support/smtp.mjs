// A mail server that accepts everything and keeps it: just enough of RFC 5321 for a test.
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** @returns the server's address, the mails it got (`to`, `raw`, `text`: the plain part, decoded), and how to wait for one. */
export async function listen() {
  const mails = [];
  const server = createServer((socket) => serve(socket, mails));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const mail = async (to, fits = () => true, withinMs = 60_000) => {
    for (const began = Date.now(); Date.now() - began < withinMs; await sleep(100)) {
      const found = mails.find((one) => one.to.includes(to) && fits(one));
      if (found) return found;
    }
    throw new Error(`no such mail to ${to}; there are ${mails.length}: ${mails.slice(0, 20).map((one) => `${one.to} "${one.subject}"`).join(", ")}`);
  };
  return { url: `smtp://127.0.0.1:${server.address().port}`, mails, mail, close: () => server.close() };
}

function serve(socket, mails) {
  let rest = "";
  let to = [];
  let data = null;
  const say = (line) => socket.write(`${line}\r\n`);
  socket.on("error", () => {});
  say("220 sink");
  socket.on("data", (chunk) => {
    rest += chunk.toString("latin1");
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== null) {
        if (line !== ".") data.push(line.replace(/^\.\./, "."));
        else {
          mails.push(read(to, data.join("\r\n")));
          [data, to] = [null, []];
          say("250 kept");
        }
      } else if (/^(EHLO|HELO)/i.test(line)) say("250 sink");
      else if (/^RCPT TO:/i.test(line)) {
        to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
        say("250 yes");
      } else if (/^DATA/i.test(line)) {
        data = [];
        say("354 go on");
      } else if (/^QUIT/i.test(line)) {
        say("221 bye");
        socket.end();
      } else say("250 yes");
    }
  });
}

function read(to, raw) {
  const head = raw.split("\r\n\r\n", 1)[0].replace(/\r\n[ \t]+/g, " ");
  const subject = words(/^Subject: (.*)$/im.exec(head)?.[1] ?? "");
  return { to, raw, subject, text: part(raw, "text/plain"), html: part(raw, "text/html") };
}

/** The decoded part of this type, whatever multipart it lies in. */
function part(raw, type) {
  for (const piece of raw.split(/\r\n--[^\r\n]+\r\n|^/)) {
    const at = piece.indexOf("\r\n\r\n");
    const head = piece.slice(0, at);
    if (at < 0 || !new RegExp(`content-type: ${type}`, "i").test(head)) continue;
    const body = piece.slice(at + 4).split(/\r\n--/)[0];
    if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
    return /transfer-encoding: quoted-printable/i.test(head) ? printable(body) : Buffer.from(body, "latin1").toString("utf8");
  }
  return "";
}

function printable(text) {
  const bytes = text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words of a header (RFC 2047). */
function words(text) {
  return text.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, body) => (how.toLowerCase() === "b" ? Buffer.from(body, "base64").toString("utf8") : printable(body.replaceAll("_", " "))));
}
