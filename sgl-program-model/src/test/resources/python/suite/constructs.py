"""What compiles, one way each."""

import sglang as sgl, json, re
from sglang import gen
OPTS = ["a", "b"]
PRE = "x" "y"
def ask(s, q, n=2):
    s += "Q: " + q
    s += gen("a" + str(n))
def up(x):
    return x.upper() + "!"
@sgl.function
def other(s, x, y=1):
    s += x + gen("r", max_tokens=y)
    return s["r"]
@sgl.function
def p(st, q, xs, d=None, k=3):
    """doc"""
    q = q.strip()
    ask(st, q)
    st += up(q) + f"{len(xs):>3}" + "%s is %d" % (q, k) + "{:.2f}".format(k)
    m = re.search(r"(\d+)", st["a2"])
    if m and m.group(1) != "0":
        st += m.group(1)
    elif re.match("a", q) is None:
        st += "none"
    parts = [x.strip() for x in xs if x]
    parts.append("z")
    r = other(q, y=k)
    st += r["r"] + r.ret_value + r.text()
    with st.copy() as tmp:
        tmp += gen("c")
    f1, f2 = st.fork(2)
    f1 += gen("u")
    f1 += f1["u"]
    f2 += st["a2"] + f1["u"]
    if f2["a2"] == "x":
        f2 += gen("v")
    forks = st.fork(len(xs))
    forks += ["a", gen("b")]
    best = ""
    for f in forks:
        f += gen("w")
        if f["w"] > best:
            best = f["w"]
    st += best
    while len(st["a2"]) < k and "w" not in st:
        st["a2"] = st["a2"] + "x"
        k -= 1
    match q:
        case "a" | "b" if k > 1: st += "ab"
        case -1: pass
        case y if y: st += y
        case _: st += "d"
    for a, b in d.items():
        st += a + ": " + str(b)
    a, b = b, a
    with st.user(), st.var_scope("sc"):
        st += gen("g", choices=OPTS, dtype=int) + gen("h", choices=[]) + gen("j", dtype=int, stop=["\n"] + OPTS, temperature=k / 10)
    return {"x": parts}
