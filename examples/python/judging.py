"""LLM as a judge (4.5), asked twice: the answers change places, so that neither place is an advantage."""

import sglang as sgl


def swap(winner):
    return "B" if winner == "A" else "A" if winner == "B" else winner


@sgl.function
def fair_judge(s, question, answer_a, answer_b):
    s += "请评估以下两个回答的质量:\n\n"
    s += "问题:" + question + "\n\n"

    forks = s.fork(2)
    forks += [
        "回答A:" + answer_a + "\n\n回答B:" + answer_b + "\n\n",
        "回答A:" + answer_b + "\n\n回答B:" + answer_a + "\n\n",
    ]
    forks += (
        "评估标准:准确性、完整性、清晰度\n\n更好的回答是:"
        + sgl.select("winner", choices=["A", "B", "两者相当"])
    )

    first = forks[0]["winner"]
    second = swap(forks[1]["winner"])
    s["agreed"] = first == second
    s["winner"] = first if first == second else "两者相当"
