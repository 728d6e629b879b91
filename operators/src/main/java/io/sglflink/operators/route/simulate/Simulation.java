package io.sglflink.operators.route.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Senders that route a backlog of prompts, and slots that work through their queues, one prompt
 * after the other.
 *
 * <p>Each sender routes its prompts in order; it waits while the slot that its next prompt goes to
 * is full. Deterministic.
 */
public final class Simulation {

  private final Cluster cluster;
  private final Policy policy;
  private final List<Slot> slots = new ArrayList<>();
  private final int[] inFlight;
  private final PriorityQueue<Slot> busy;
  private final List<Sender> senders = new ArrayList<>();
  private final int[] work;
  private long promptTokens;
  private long cachedTokens;
  private double now;

  private Simulation(Cluster cluster, Policy policy, List<SimulatedPrompt> prompts) {
    this.cluster = cluster;
    this.policy = policy;
    this.inFlight = new int[cluster.slots()];
    this.work = new int[prompts.size()];
    this.busy =
        new PriorityQueue<>(
            (a, b) -> a.done != b.done ? Double.compare(a.done, b.done) : a.index - b.index);
    for (int slot = 0; slot < cluster.slots(); slot++) {
      slots.add(new Slot(slot, new BlockCache(cluster.cacheTokens())));
    }
    for (int i = 0; i < prompts.size(); i++) {
      SimulatedPrompt prompt = prompts.get(i);
      while (senders.size() <= prompt.sender()) {
        senders.add(new Sender());
      }
      senders.get(prompt.sender()).backlog.add(new Job(i, prompt));
    }
  }

  /** Runs all prompts, which are there from the beginning. */
  public static Outcome run(Cluster cluster, Policy policy, List<SimulatedPrompt> prompts) {
    return new Simulation(cluster, policy, prompts).run();
  }

  private Outcome run() {
    send();
    for (Slot slot = busy.poll(); slot != null; slot = busy.poll()) {
      now = slot.done;
      inFlight[slot.index]--;
      slot.running = false;
      start(slot);
      send();
    }
    long[] loads = slots.stream().mapToLong(slot -> slot.load).toArray();
    return new Outcome(promptTokens, cachedTokens, loads, work, now);
  }

  /** Senders take turns until none can send. */
  private void send() {
    boolean sent = true;
    while (sent) {
      sent = false;
      for (Sender sender : senders) {
        sent |= sendOne(sender);
      }
    }
  }

  private boolean sendOne(Sender sender) {
    if (sender.slot < 0) {
      Job next = sender.backlog.peek();
      if (next == null) {
        return false;
      }
      sender.slot = policy.slot(next.prompt, inFlight);
    }
    if (inFlight[sender.slot] >= cluster.queue()) {
      return false;
    }
    Slot slot = slots.get(sender.slot);
    inFlight[sender.slot]++;
    slot.queue.add(sender.backlog.remove());
    sender.slot = -1;
    start(slot);
    return true;
  }

  private void start(Slot slot) {
    if (slot.running || (slot.queue.isEmpty() && slot.waiting.size() == 0)) {
      return;
    }
    while (!slot.queue.isEmpty() && slot.waiting.size() < cluster.window()) {
      Job next = slot.queue.remove();
      slot.waiting.add(next.prompt.text(), slot.cache.find(next.prompt), next);
    }
    Job job = slot.waiting.remove();
    int tokens = job.prompt.tokens();
    int cached = slot.cache.use(job.prompt);
    int output = job.prompt.answer().tokens();
    promptTokens += tokens;
    cachedTokens += cached;
    work[job.index] = tokens - cached + output;
    slot.load += work[job.index];
    slot.done = now + (tokens - cached) * cluster.prefillCost() + output * cluster.decodeCost();
    slot.running = true;
    busy.add(slot);
  }

  private record Job(int index, SimulatedPrompt prompt) {}

  private static final class Sender {
    private final Queue<Job> backlog = new ArrayDeque<>();
    private int slot = -1;
  }

  private static final class Slot {
    private final int index;
    private final BlockCache cache;
    private final Queue<Job> queue = new ArrayDeque<>();
    private final WaitingPrompts<Job> waiting = new WaitingPrompts<>();
    private boolean running;
    private double done;
    private long load;

    Slot(int index, BlockCache cache) {
      this.index = index;
      this.cache = cache;
    }
  }
}
