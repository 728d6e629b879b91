"""Self-consistency (4.4) inside of one program: reason in several ways, take the most common answer."""

import sglang as sgl


@sgl.function
def math_vote(s, problem, samples=8):
    s += "问题:" + problem + "\n"
    s += "请逐步推理:\n"

    # The problem is computed once; each fork computes its own reasoning only.
    forks = s.fork(samples)
    for f in forks:
        f += sgl.gen("reasoning", max_tokens=512, temperature=0.7)
        f += "\n因此,答案是:" + sgl.gen("answer", max_tokens=20, stop="\n", temperature=0)

    answers = [f["answer"].strip() for f in forks]
    most_common = ""
    votes = 0
    for answer in answers:
        if answers.count(answer) > votes:
            most_common = answer
            votes = answers.count(answer)

    s["answers"] = answers
    s["answer"] = most_common
    s["votes"] = votes
