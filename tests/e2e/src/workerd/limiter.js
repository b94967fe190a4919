// Stands in for the platform's rate limits, which workerd does not have. The name of the class is
// what the Worker recognises a limit by.

class Ratelimit {
  #most;
  #seconds;
  #windows = new Map();

  constructor(most, seconds) {
    this.#most = most;
    this.#seconds = seconds;
  }

  async limit({ key }) {
    if (this.#most === null) throw new Error("the limiter is out of order");
    const now = Date.now();
    const kept = this.#windows.get(key);
    const window = kept && now < kept.ends ? kept : { count: 0, ends: now + this.#seconds * 1000 };
    window.count += 1;
    this.#windows.set(key, window);
    return { success: window.count <= this.#most };
  }
}

export default ({ most, seconds }) => new Ratelimit(most, seconds);
