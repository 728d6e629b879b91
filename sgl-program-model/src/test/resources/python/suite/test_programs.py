"""SGLang's test programs, as test_programs.py of its language tests has them."""

import json
import re

import numpy as np
import sglang as sgl

REGEX_STRING = r"\"[\w\d\s]*\""
REGEX_INT = r"[-+]?[0-9]+[ \n]*"
REGEX_FLOAT = r"[-+]?[0-9]*\.?[0-9]+[ \n]*"


@sgl.function
def few_shot_qa(s, question):
    s += "The following are questions with answers.\n\n"
    s += "Q: What is the capital of France?\n"
    s += "A: Paris\n"
    s += "Q: What is the capital of Germany?\n"
    s += "A: Berlin\n"
    s += "Q: What is the capital of Italy?\n"
    s += "A: Rome\n"
    s += "Q: " + question + "\n"
    s += "A:" + sgl.gen("answer", stop="\n", temperature=0)


@sgl.function
def answer_mt_bench(s, question_1, question_2):
    s += sgl.system("You are a helpful assistant.")
    s += sgl.user(question_1)
    s += sgl.assistant(sgl.gen("answer_1"))
    with s.user():
        s += question_2
    s += sgl.assistant(sgl.gen("answer_2"))


@sgl.function
def true_or_false(s, statement):
    s += "Determine whether the statement below is True, False, or Unknown.\n"
    s += "Statement: The capital of France is Pairs.\n"
    s += "Answer: True\n"
    s += "Statement: " + statement + "\n"
    s += "Answer:" + sgl.select("answer", ["True", "False", "Unknown"])


@sgl.function
def decode_int(s):
    s += "The number of hours in a day is " + sgl.gen_int("hours") + "\n"
    s += "The number of days in a year is " + sgl.gen_int("days") + "\n"


@sgl.function
def decode_json_regex(s):
    from_list = [" ", "\n"]
    s += "Generate a JSON object to describe the basic city information of Paris.\n"
    s += "Here are the JSON object:\n"
    with s.var_scope("json_output"):
        s += "{\n"
        s += '  "name": ' + sgl.gen(regex=REGEX_STRING) + ",\n"
        s += '  "population": ' + sgl.gen(regex=REGEX_INT, stop=[" ", "\n"]) + ",\n"
        s += '  "area": ' + sgl.gen(regex=REGEX_INT, stop=[" ", "\n"]) + ",\n"
        s += '  "latitude": ' + sgl.gen(regex=REGEX_FLOAT, stop=[" ", "\n"]) + "\n"
        s += "}"


@sgl.function
def decode_json(s):
    s += "Generate a JSON object to describe the basic city information of Paris.\n"
    with s.var_scope("json_output"):
        s += "{\n"
        s += '  "name": ' + sgl.gen_string(max_tokens=64) + ",\n"
        s += '  "population": ' + sgl.gen_int() + ",\n"
        s += '  "area": ' + sgl.gen(dtype=int) + ",\n"
        s += '  "country": ' + sgl.gen_string() + ",\n"
        s += '  "timezone": ' + sgl.gen(dtype=str) + "\n"
        s += "}"


@sgl.function
def expert_answer(s, question):
    s += "Question: " + question + "\n"
    s += (
        "A good person to answer this question is"
        + sgl.gen("expert", stop=[".", "\n"])
        + ".\n"
    )
    s += (
        "For example,"
        + s["expert"]
        + " would answer that "
        + sgl.gen("answer", stop=".")
        + "."
    )


@sgl.function
def react(s, question):
    s += """
Question: Which country does the founder of Microsoft live in?
Thought 1: I need to search for the founder of Microsoft.
Action 1: Search [Founder of Microsoft].
"""

    s += "Question: " + question + "\n"

    for i in range(1, 5):
        s += f"Thought {i}:" + sgl.gen(stop=[".", "Observation"]) + ".\n"
        s += f"Action {i}: " + sgl.select(f"action_{i}", ["Search", "Finish"])

        if s[f"action_{i}"] == "Search":
            s += " [" + sgl.gen(stop="]") + "].\n"
            s += f"Observation {i}:" + sgl.gen(stop=".") + ".\n"
        else:
            s += " [" + sgl.gen("answer", stop="]") + "].\n"
            break


@sgl.function
def parallel_decoding(s, topic):
    max_tokens = 64
    fork_size = 5
    number = fork_size

    s += "Act as a helpful assistant.\n"
    s += "USER: Give some tips for " + topic + ".\n"
    s += (
        "ASSISTANT: Okay. Here are "
        + str(number)
        + " concise tips, each under 8 words:\n"
    )

    # Generate skeleton
    for i in range(1, 1 + number):
        s += f"{i}." + sgl.gen(max_tokens=16, stop=[".", "\n"]) + ".\n"

    # Generate detailed tips
    forks = s.fork(number)
    for i in range(number):
        forks[i] += f"Now, I expand tip {i+1} into a detailed paragraph:\nTip {i+1}:"
        forks[i] += sgl.gen("detailed_tip", max_tokens, stop=["\n\n"])
    forks.join()

    # Concatenate tips and summarize
    s += "Here are these tips with detailed explanation:\n"
    for i in range(number):
        s += f"Tip {i+1}:" + forks[i]["detailed_tip"] + "\n"

    s += "\nIn summary," + sgl.gen("summary", max_tokens=512)


@sgl.function
def parallel_encoding(s, question, context_0, context_1, context_2):
    max_tokens = 64
    context = [context_0, context_1, context_2]

    s += "USER: I will ask a question based on some statements.\n"

    forks = s.fork(len(context))
    forks += lambda i: f"Statement {i}: " + context[i] + "\n"
    forks.join(mode="concate_and_append")

    s += "Now, please answer the question. " "Do not list all conclusions. Only give the answer.\n"
    s += "Question:" + question + "\n"
    s += "ASSISTANT:" + sgl.gen("answer", max_tokens=max_tokens)


@sgl.function
def image_qa(s, question):
    s += sgl.user(sgl.image("example_image.png") + question)
    s += sgl.assistant(sgl.gen("answer"))


@sgl.function
def qa(s, question):
    s += sgl.system("You are a helpful assistant.")
    s += sgl.user(question)
    s += sgl.assistant(sgl.gen("answer"))


@sgl.function
def regex_gen(s):
    s += "Q: What is the IP address of the Google DNS servers?\n"
    s += "A: " + sgl.gen(
        "answer",
        temperature=0,
        regex=r"((25[0-5]|2[0-4]\d|[01]?\d\d?).){3}(25[0-5]|2[0-4]\d|[01]?\d\d?)",
    )


@sgl.function
def dtype_gen(s):
    s += "Q: What is the full name of DNS?\n"
    s += "A: The full nams is " + sgl.gen("str_res", dtype=str, stop="\n") + "\n"
    s += "Q: Which year was DNS invented?\n"
    s += "A: " + sgl.gen("int_res", dtype=int) + "\n"
    s += "Q: What is the value of pi?\n"
    s += "A: " + sgl.gen("float_res", dtype=float) + "\n"
    s += "Q: Is the sky blue?\n"
    s += "A: " + sgl.gen("bool_res", dtype=bool) + "\n"


@sgl.function(num_api_spec_tokens=64)
def gen_character_spec(s):
    s += "Construct a character within the following format:\n"
    s += "Name: Steve Jobs.\nBirthday: February 24, 1955.\nJob: Apple CEO.\n"
    s += "\nPlease generate new Name, Birthday and Job.\n"
    s += (
        "Name:"
        + sgl.gen("name", stop="\n")
        + "\nBirthday:"
        + sgl.gen("birthday", stop="\n")
    )
    s += "\nJob:" + sgl.gen("job", stop="\n") + "\n"


@sgl.function
def chat_spec(s):
    s += sgl.system("You are a helpful assistant.")
    s += sgl.user("Construct a character.")
    s += sgl.assistant("Name:" + sgl.gen("name", stop="\n") + "\nJob:" + sgl.gen("job", stop="\n"))
    s.sync()


@sgl.function
def few_shot_hellaswag(s, question, choices):
    s += "Few shot examples.\n" + question
    s += sgl.select("answer", choices=choices)


@sgl.function
def convo_1(s):
    s += sgl.user("What is the capital of the United States?")
    s += sgl.assistant(sgl.gen("answer", min_tokens=64, max_tokens=128))


def test_decode_int():
    ret = decode_int.run(temperature=0.1)
    assert int(ret["hours"]) == 24, ret["hours"]
