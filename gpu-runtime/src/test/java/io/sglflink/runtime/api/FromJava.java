package io.sglflink.runtime.api;

import io.sglflink.program.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The example of the README and of {@link SglRuntime}. */
final class FromJava {

  private FromJava() {}

  static void example(Path model) {
    // begin
    try (SglRuntime runtime = SglRuntime.open(model)) {
      SglProgram dates =
          runtime.program(
              Program.builder("dates")
                  .text("Extract the date from this text:\n")
                  .arg("text")
                  .text("\nDate: ")
                  .gen("date", gen -> gen.regex("\\d{4}-\\d{2}-\\d{2}").temperature(0))
                  .build());
      SglState state = dates.run(Map.of("text", "On July 6, 1988 Kate Hunt moved to Madrid"));
      System.out.println(state.get("date"));

      List<List<String>> texts =
          List.of(
              List.of("Please return the book before August 6, 2018"),
              List.of("Michael Davies paid the bill on June 9, 2022"));
      dates.runBatch(texts).forEach(each -> System.out.println(each.get("date")));

      SglRun run = dates.start(Map.of("text", "The fair opens on May 24, 2013"));
      run.text().forEach(System.out::print);
    }
    // end
  }
}
