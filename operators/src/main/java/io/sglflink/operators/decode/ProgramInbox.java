package io.sglflink.operators.decode;

import io.sglflink.record.ProgramFeed;
import io.sglflink.record.ProgramMessage;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/** Brings published programs from the feed's thread to the task's. */
final class ProgramInbox implements ProgramFeed.Listener {

  private final MailboxExecutor mailbox;
  private final ThrowingRunnable<Exception> onMessages;
  private final Queue<ProgramMessage> messages = new ConcurrentLinkedQueue<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /**
   * An inbox of one task.
   *
   * @param onMessages runs on the task's thread when there are messages to {@link #poll}
   */
  ProgramInbox(MailboxExecutor mailbox, ThrowingRunnable<Exception> onMessages) {
    this.mailbox = mailbox;
    this.onMessages = onMessages;
  }

  @Override
  public void message(ProgramMessage message) {
    messages.add(message);
    send(onMessages, "take over published programs");
  }

  @Override
  public void caughtUp() {
    caughtUp.countDown();
  }

  @Override
  public void failed(Exception failure) {
    send(
        () -> {
          throw failure;
        },
        "fail with the programs' feed");
    caughtUp.countDown();
  }

  /**
   * Waits until all programs that there were at the start are here; false when that takes longer.
   */
  boolean awaitCaughtUp(Duration time) throws InterruptedException {
    return caughtUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next message, or null. */
  ProgramMessage poll() {
    return messages.poll();
  }

  private void send(ThrowingRunnable<Exception> mail, String what) {
    try {
      mailbox.execute(mail, what);
    } catch (RejectedExecutionException e) {
      // The mailbox is closed: the task ends and needs no programs.
      messages.clear();
    }
  }
}
