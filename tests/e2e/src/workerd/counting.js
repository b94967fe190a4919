// The Worker, and a line in the log for whatever the platform counts of a session's or a driver's
// object: that it begins (it is made for the first time, or woken), each request of it, each alarm that
// is set, and the rows that a statement reads and writes.

import edge, { Driver as DriverObject, Session as SessionObject } from "./index.js";

export * from "./index.js";
export default edge;

function line(object, counted, more) {
  console.log(JSON.stringify({ event: "counted", object, counted, ...more }));
}

// Has the storage of an object write down what is asked of it.
function watch(object, storage) {
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  sql.exec = (...statement) => {
    const cursor = exec(...statement);
    // By then its rows were read.
    queueMicrotask(() => {
      const { rowsRead: read, rowsWritten: written } = cursor;
      if (read + written > 0) line(object, "rows", { read, written });
    });
    return cursor;
  };
  const setAlarm = storage.setAlarm.bind(storage);
  storage.setAlarm = (...time) => {
    line(object, "alarm set");
    return setAlarm(...time);
  };
}

// The class of an object that is counted under this name.
function counting(object, Class) {
  return class extends Class {
    constructor(context, env) {
      super(context, env);
      watch(object, context.storage);
      console.log(`a ${object}'s object begins`);
    }

    answer(message) {
      line(object, "answer");
      return super.answer(message);
    }

    notify(message) {
      line(object, "notify");
      return super.notify(message);
    }

    alarm() {
      line(object, "alarm");
      return super.alarm();
    }
  };
}

export const Session = counting("session", SessionObject);

export class Driver extends counting("driver", DriverObject) {
  fetch(request) {
    line("driver", "connect");
    return super.fetch(request);
  }

  webSocketMessage(...message) {
    line("driver", "message");
    return super.webSocketMessage(...message);
  }

  webSocketClose(...end) {
    line("driver", "close");
    return super.webSocketClose(...end);
  }
}
