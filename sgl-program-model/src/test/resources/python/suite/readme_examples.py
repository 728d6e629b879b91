"""SGLang's readme examples, cot decoding, tree of thought and other examples of its repository."""

import json

import sglang as sgl
from sglang import function, gen, set_default_backend, user, assistant, system

NUM_BRANCHES = 2
SCHEMA = json.dumps({"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]})


@sgl.function
def tool_choice(s, question):
    s += "To answer this question: " + question + ". "
    s += (
        "I need to use a "
        + sgl.gen("tool", choices=["calculator", "search engine"])
        + ". "
    )

    if s["tool"] == "calculator":
        s += "The math expression is" + sgl.gen("expression")
    elif s["tool"] == "search engine":
        s += "The key word to search is" + sgl.gen("word")


@sgl.function
def tip_suggestion(s):
    s += (
        "Here are two tips for staying healthy: "
        "1. Balanced Diet. 2. Regular Exercise.\n\n"
    )

    forks = s.fork(2)
    for i, f in enumerate(forks):
        f += f"Now, expand tip {i+1} into a paragraph:\n"
        f += sgl.gen("detailed_tip", max_tokens=256, stop="\n\n")

    s += "Tip 1:" + forks[0]["detailed_tip"] + "\n"
    s += "Tip 2:" + forks[1]["detailed_tip"] + "\n"
    s += "In summary" + sgl.gen("summary")


@sgl.function
def regular_expression_gen(s):
    s += "Q: What is the IP address of the Google DNS servers?\n"
    s += "A: " + sgl.gen(
        "answer",
        temperature=0,
        regex=r"((25[0-5]|2[0-4]\d|[01]?\d\d?).){3}(25[0-5]|2[0-4]\d|[01]?\d\d?)",
    )


@sgl.function
def text_qa(s, question):
    s += "Q: " + question + "\n"
    s += "A:" + sgl.gen("answer", stop="\n")


@function
def multi_turn_question(s, question_1, question_2):
    s += system("You are a helpful assistant.")
    s += user(question_1)
    s += assistant(gen("answer_1", max_tokens=256))
    s += user(question_2)
    s += assistant(gen("answer_2", max_tokens=256))


@sgl.function
def chat_begin_end(s, question):
    s += sgl.user_begin()
    s += question
    s += sgl.user_end()
    s += sgl.assistant_begin() + sgl.gen("answer") + sgl.assistant_end()


@sgl.function
def cot_decoding(s, question, get_top_k=10, is_chat_model=True, verbose=False):
    if is_chat_model:
        s += sgl.user("Question: " + question + "\nAnswer:")
        s += sgl.assistant_begin()
    else:
        s += "Question: " + question + "\nAnswer:"

    step_0 = s.fork(1)[0]
    forks = s.fork(get_top_k)
    answer_forks = s.fork(get_top_k)

    # decoding step 0
    step_0 += sgl.gen(
        "get_top_k",
        max_tokens=0,
        return_logprob=True,
        top_logprobs_num=get_top_k,
        return_text_in_logprobs=True,
    )
    logprobs = step_0.get_meta_info("get_top_k")["output_top_logprobs"][0]

    for idx, (f, token) in enumerate(zip(forks, logprobs)):
        logprob, token_id, text = token
        f += text
        f += sgl.gen(
            "answer",
            temperature=0,
            max_tokens=1024,
            return_logprob=True,
            top_logprobs_num=2,
            return_text_in_logprobs=True,
        )

    for idx, f in enumerate(forks):
        s[f"answer_{idx}"] = f["answer"]


def propose_plan(s, question, num_branches):
    s += sgl.user(
        "Please generate a high-level plan for solving the following question. "
        "Question: " + question
    )
    forks = s.fork(num_branches)
    forks += sgl.assistant(sgl.gen("plan", max_tokens=256, temperature=0.7))
    return forks


@sgl.function
def tree_search(s, question, num_branches):
    s += sgl.user("Generate a plan. Question: " + question)
    plan_forks = s.fork(num_branches)
    plan_forks += sgl.assistant(sgl.gen("plan", max_tokens=256, temperature=0.7))
    for f in plan_forks:
        f += sgl.user("Execute your plan.")
        sol_forks = f.fork(num_branches)
        sol_forks += sgl.assistant(sgl.gen("answer", max_tokens=256, temperature=0.7))
        for g in sol_forks:
            g += sgl.user("Is it right? 0 to 9.")
            with g.assistant():
                g += sgl.gen("score", dtype=int)
        sol_forks.join()
    s["answers"] = [f["answer"] for f in plan_forks]


@sgl.function
def multi_stage_fork(s, document):
    s += "Document: " + document + "\n"
    aspects = ["clarity", "accuracy", "style", "depth"]
    forks = s.fork(len(aspects))
    for f, aspect in zip(forks, aspects):
        f += "Judge the " + aspect + ":"
        f += sgl.gen("judgement", max_tokens=64)
        f += "\nScore: " + sgl.gen_int("score")
    judgements = "\n".join(f["judgement"] for f in forks)
    s += "Judgements:\n" + judgements
    s += sgl.gen("summary", max_tokens=128, temperature=0.2)


@sgl.function
def json_decode(s, name):
    s += f"{name} is a character in Harry Potter. Fill in this:\n"
    s += sgl.gen("json_output", max_tokens=256, json_schema=SCHEMA)


@sgl.function
def parallel_sample(s, question, n):
    s += (
        "Question: Compute 1 + 2 + 3\n"
        "Reasoning: I need to use a calculator.\n"
    )
    s += "Question: " + question + "\n"
    s += "Reasoning:"
    forks = s.fork(n)
    forks += sgl.gen("reasoning", stop="\n") + "\n"
    forks += "Tool:" + sgl.gen("tool", choices=["calculator", "browser"]) + "\n"
    forks += sgl.gen("answer", stop="\n") + "\n"
    forks.join()


@sgl.function
def reasoning_qa(s, question):
    s += sgl.user(question)
    s += sgl.assistant(
        sgl.separate_reasoning(sgl.gen("answer", max_tokens=512), model_type="qwen3")
    )
    s += sgl.user("How sure? " + s["answer_reasoning_content"])
    s += sgl.assistant(sgl.gen("sure", choices=["very", "little"], choices_method=sgl.greedy_token_selection))
