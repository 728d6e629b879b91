# 构建阶段:创建SGLang程序
@sgl.function
def my_program(s, x):
    s += "问题:" + x + "\n"
    s += "思考:"
    s += sgl.gen("thought", max_tokens=128)
    s += "\n答案:"
    s += sgl.gen("answer", max_tokens=64)

# 执行阶段:运行程序
state = my_program.run(x="什么是AI?", runtime=runtime)
