"""The test program whose host function cannot run on the model."""

import sglang as sgl


def calculate(expression):
    return f"{eval(expression)}"


@sgl.function
def tool_use(s, lhs, rhs):
    s += "Please perform computations using a calculator.\n"
    s += "Question: What is the product of " + str(lhs) + " and " + str(rhs) + "?\n"
    s += "Answer: The answer is calculate(" + sgl.gen("expression", stop=")") + ") = "
    with s.var_scope("answer"):
        s += calculate(s["expression"])
