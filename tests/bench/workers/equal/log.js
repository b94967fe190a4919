// The log: one JSON object a line.

export const writeLine = (event) => console.log(JSON.stringify(event));
