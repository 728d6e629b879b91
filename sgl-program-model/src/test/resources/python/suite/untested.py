"""What SGLang's test suite does not test, or not in a form that runs without a host."""

import sglang as sgl


def calculate(expression):
    return str(int(expression.split("*")[0]) * int(expression.split("*")[1]))


@sgl.function
def tool_use(s, lhs, rhs):
    s += "Please perform computations using a calculator. You can use calculate(expression) to get the results.\n"
    s += "For example,\ncalculate(1+2)=3\ncalculate(3*4)=12\n"
    s += "Question: What is the product of " + str(lhs) + " and " + str(rhs) + "?\n"
    s += "Answer: The answer is calculate(" + sgl.gen("expression", stop=")") + ") = "
    with s.var_scope("answer"):
        s += calculate(s["expression"])


@sgl.function
def hellaswag(s, examples, question, choices):
    for example in examples:
        s += example["ctx"] + example["endings"][example["label"]] + "\n\n"
    s += question + sgl.select("answer", choices=choices)
    return choices.count(s["answer"])


@sgl.function
def gather(s, questions):
    s += sgl.gen("kept")
    forks = s.fork(len(questions))
    for f, q in zip(forks, questions):
        f += q + sgl.gen("kept")
        if q != "skip":
            f += sgl.gen("answer")
    forks.join()
    return len(s["answer"])


@sgl.function
def copied(s):
    s += "A"
    with s.copy() as tmp:
        tmp += "B" + sgl.gen("inner")
    s += "C" + s["inner"][0]


@sgl.function
def failing_fork(s):
    forks = s.fork(2)
    forks[0] += "fine" + sgl.gen("a")
    forks[1] += "broken" + sgl.gen("a")
    s += "before"
    forks.join()
    s += "after"


@sgl.function
def nested_roles(s, nested):
    s += sgl.user_begin() + "hi"
    if nested:
        s += sgl.assistant_begin() + "no"
    s += sgl.user_end()


@sgl.function
def samples(s):
    s += "Q" + sgl.gen("drafts", n=3)
    s += "|"
    for draft in s["drafts"]:
        s += draft


@sgl.function
def parameters(s):
    s += sgl.gen("a", stop_regex=r"\d+", temperature=0.5, top_p=0.9, top_k=7, min_p=0.1,
                 frequency_penalty=0.2, presence_penalty=0.3, ignore_eos=True, stop_token_ids=[5])
    s += sgl.gen("b", json_schema='{"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}')
    s += sgl.gen("c")


@sgl.function
def reasoning(s, question):
    s += sgl.user(question)
    s += sgl.assistant("So: " + sgl.separate_reasoning(sgl.gen("answer"), model_type="qwen3"))
    s += sgl.user(s["answer_reasoning_content"])
