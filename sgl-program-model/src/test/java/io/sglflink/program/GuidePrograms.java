package io.sglflink.program;

import java.util.List;

/** The guide's programs of sections 3.1, 3.3, 4.3 and 4.5, and a chat, made with the builder. */
public final class GuidePrograms {

  private GuidePrograms() {}

  public static List<Program> all() {
    return List.of(
        simpleQa(),
        sentimentAnalysis(),
        complexWorkflow(),
        extractInfo(),
        jsonOutput(),
        extractStructuredData(),
        llmJudge(),
        chat());
  }

  public static Program simpleQa() {
    return Program.builder("simple_qa")
        .arg("question")
        .gen("answer", g -> g.maxTokens(256).temperature(0.7))
        .build();
  }

  public static Program sentimentAnalysis() {
    return Program.builder("sentiment_analysis")
        .text("分析以下文本的情感倾向:\n")
        .arg("text")
        .text("\n")
        .text("情感倾向:")
        .select("sentiment", "正面", "负面", "中性")
        .build();
  }

  public static Program complexWorkflow() {
    return Program.builder("complex_workflow")
        .text("请为以下主题生成大纲:")
        .arg("topic")
        .text("\n")
        .text("大纲:")
        .gen("outline", g -> g.maxTokens(256).temperature(0.7))
        .text("\n这份大纲是否足够详细?")
        .select("quality", "详细", "简略", "需要改进")
        .text("\n请根据大纲展开详细内容:\n")
        .gen("detail", g -> g.maxTokens(512).temperature(0.8))
        .build();
  }

  public static Program extractInfo() {
    return Program.builder("extract_info")
        .text("从以下文本中提取日期:\n")
        .arg("text")
        .text("\n")
        .text("日期:")
        .gen("date", g -> g.regex("\\d{4}-\\d{2}-\\d{2}"))
        .build();
  }

  public static Program jsonOutput() {
    return Program.builder("json_output")
        .text("请以JSON格式回答:\n")
        .arg("query")
        .text("\n")
        .text("```json\n")
        .gen("json_result", g -> g.maxTokens(512).stop("```").regex("\\{[^}]*\\}"))
        .build();
  }

  public static Program extractStructuredData() {
    return Program.builder("extract_structured_data")
        .text("从以下文本中提取信息:\n")
        .arg("text")
        .text("\n\n")
        .text("姓名:")
        .gen("name", g -> g.maxTokens(20).stop("\n"))
        .text("\n年龄:")
        .gen("age", g -> g.regex("\\d{1,3}").maxTokens(5))
        .text("\n职业:")
        .gen("occupation", g -> g.maxTokens(30).stop("\n"))
        .text("\n城市:")
        .gen("city", g -> g.maxTokens(20).stop("\n"))
        .text("\n情感:")
        .select("sentiment", "积极", "消极", "中性")
        .build();
  }

  public static Program llmJudge() {
    return Program.builder("llm_judge")
        .text("请评估以下两个回答的质量:\n\n")
        .text("问题:")
        .arg("question")
        .text("\n\n")
        .text("回答A:")
        .arg("answer_a")
        .text("\n\n")
        .text("回答B:")
        .arg("answer_b")
        .text("\n\n")
        .text("评估标准:准确性、完整性、清晰度\n\n")
        .text("更好的回答是:")
        .select("winner", "A", "B", "两者相当")
        .build();
  }

  public static Program chat() {
    return Program.builder("chat")
        .parameter("question")
        .parameter("tone", "简短")
        .system(m -> m.text("You answer ").arg("tone").text("."))
        .user(m -> m.arg("question"))
        .assistant(m -> m.gen("answer", g -> g.maxTokens(64).seed(7)))
        .user(m -> m.text("Is \"").var("answer").text("\" right?"))
        .assistant(m -> m.select("right", "是", "否"))
        .build();
  }
}
