# python3.11 write_table.py python-3.11.jsonl
# writes lines of an expression, Python's value, and the value's type or what was raised.
import json, re, sys
rows=[]
def row(expr, f):
    try: v=f()
    except Exception as e: rows.append([expr, None, type(e).__name__]); return
    if isinstance(v, complex): rows.append([expr, None, 'complex']); return
    if isinstance(v,float) and (v!=v or v in (float('inf'),float('-inf'))): rows.append([expr,None,'notfinite']); return
    rows.append([expr, v, type(v).__name__])
ints=[0,1,2,7,-7,2**53+1,-2**63,10**30]
flts=[0.0,-0.0,0.5,-2.5,3.0,1e-7,1e300]
import operator as o
nums=ints+flts
for name,f in dict(add=o.add,sub=o.sub,mul=o.mul,div=o.truediv,floordiv=o.floordiv,mod=o.mod).items():
    for a in nums:
        for b in nums:
            row({name:[a,b]}, lambda: f(a,b))
for a in [0,1,-1,2,-3,10,0.5,-2.0,4.0]:
    for b in [0,1,-1,2,3,-2,10,0.5,-0.5,1.5,31]:
        row({"pow":[a,b]}, lambda: a**b)
for a in nums:
    row({"neg":a}, lambda: -a); row({"str":a}, lambda: str(a)); row({"int":a}, lambda: int(a)); row({"float":a}, lambda: float(a))
    for b in nums:
        row({"lt":[a,b]}, lambda: a<b); row({"ge":[a,b]}, lambda:a>=b)
for t in ["12"," -7\n","+3","1_000","1__0","_1","1.0","","abc","٣","0x1","1e3"," 1_0.5e-1_0 ",".5","5.","-.5e+3","."," ","e5","007","1e400","nan","inf","１２"]:
    row({"int":t}, lambda:int(t)); row({"float":t}, lambda:float(t))
for b in (True,False): row({"int":b},lambda:int(b)); row({"float":b},lambda:float(b)); row({"str":b},lambda:str(b))
for v in [None,[],{},[1,2.5,"a'b",'a"b','a\'"b',None,True,{"k":[1]}],["\n\t\r\\\x00\x7f\xa0é中🙂\u200b\u2028\ue000"],[1e22,1e-5,-0.0],"plain"]:
    def enc(v):
        if isinstance(v,list): return [enc(x) for x in v]
        if isinstance(v,dict): return {"object":{k:enc(x) for k,x in v.items()}}
        return v
    row({"str":enc(v)}, lambda:str(v)); row({"not":enc(v)}, lambda: not v)
    if v is not None: row({"len":enc(v)}, lambda: len(v))
texts=["","a","Hello, World","  padded\t\n","中文🙂字","a-b--c","ÄÖß İ ΑΣ","one  two three "]
for t in texts:
    row({"len":t},lambda:len(t)); row({"lower":t},lambda:t.lower()); row({"upper":t},lambda:t.upper())
    for n in ("strip","lstrip","rstrip"):
        row({n:[t]},lambda:getattr(t,n)()); row({n:[t,None]},lambda:getattr(t,n)(None)); row({n:[t,"a d\n字"]},lambda:getattr(t,n)("a d\n字")); row({n:[t,""]},lambda:getattr(t,n)(""))
    row({"split":[t]},lambda:t.split())
    for s in (None,"-","--"," ","o",""):
        row({"split":[t,s]},lambda:t.split(s))
        for m in (0,1,2,-1): row({"split":[t,s,m]},lambda:t.split(s,m))
    for a,b in (("a","xy"),("","-"),("o",""),("🙂","?"),("--","-")):
        row({"replace":[t,a,b]},lambda:t.replace(a,b))
        for c in (0,1,2,3,-1): row({"replace":[t,a,b,c]},lambda:t.replace(a,b,c))
    for p in ("","a","o","🙂","字","  ","zz"):
        row({"find":[t,p]},lambda:t.find(p)); row({"count":[t,p]},lambda:t.count(p)); row({"in":[p,t]},lambda:p in t)
        row({"startswith":[t,p]},lambda:t.startswith(p)); row({"endswith":[t,p]},lambda:t.endswith(p))
    row({"startswith":[t,["x","a","H"]]},lambda:t.startswith(("x","a","H"))); row({"endswith":[t,[]]},lambda:t.endswith(()))
    for i in (0,1,-1,3,-4,100,-100): row({"get":[t,i]},lambda:t[i])
    row({"mul":[t,3]},lambda:t*3); row({"mul":[-1,t]},lambda:-1*t); row({"add":[t,"!"]},lambda:t+"!"); row({"mul":[t,1.0]},lambda:t*1.0)
    for a in (None,1,-2,-99):
        for b in (None,2,-1):
            for st in (None,-1,2): row({"slice":[t,a,b,st]},lambda:t[a:b:st])
L=[1,2,3,4,5]
for a in (None,0,1,-2,9,-99,10**20):
    for b in (None,0,2,-1,-10**20):
        row({"slice":[L,a,b]},lambda:L[a:b])
        for st in (1,-1,2,-3,10**20,0): row({"slice":[L,a,b,st]},lambda:L[a:b:st])
for i in (0,4,5,-5,-6): row({"get":[L,i]},lambda:L[i])
row({"mul":[[1,[2]],2]},lambda:[1,[2]]*2); row({"add":[[1],["a"]]},lambda:[1]+["a"]); row({"mul":[0,[1]]},lambda:0*[1]); row({"add":[[1],"a"]},lambda:[1]+"a"); row({"add":[1,"a"]},lambda:1+"a")
row({"count":[[1,1.0,"1",[1]],1]},lambda:[1,1.0,"1",[1]].count(1)); row({"len":L},lambda:len(L))
for s in ("",", ","🙂"):
    row({"join":[s,["a","b","c"]]},lambda:s.join(["a","b","c"])); row({"join":[s,[]]},lambda:s.join([])); row({"join":[s,["a",1]]},lambda:s.join(["a",1]))
for x in (None,0,1,"","a",[],[0],False,True):
    row({"and":[x,"z"]},lambda:x and "z"); row({"or":[x,"z"]},lambda:x or "z"); row({"if":[x,"t","f"]},lambda:"t" if x else "f")
row({"and":[1,2,0,{"div":[1,0]}]},lambda:1 and 2 and 0 and 1/0); row({"or":[0,5,{"div":[1,0]}]},lambda:0 or 5 or 1/0)
row({"concat":["a",1,2.50,True]},lambda:f"a{1}{2.50}{True}")
vals=[0,7,-42,1234567,True,0.0,-0.0,3.14159,-2.5,0.5,1234567.891,1e-5,1.5e20,123456.0,"ab","中🙂",2**70]
specs=["",".2f","d","10","<10",">10","^10","*^11","=+8","+","05","08.3f",",",",.2f","_","012,",".0f",".3","e",".2e","E","g",".3g","G","%",".1%","x","#x","X","b","#010b","o","_x","s",".1","5s"," d","+.1f","<05","x<3",".2d","+s","é>6","0>8,"," .3","10.4","f","F"]
for v in vals:
    for sp in specs: row({"format":[v,sp]},lambda:format(v,sp))
pats=[r"\d+",r"(\w+)@(\w+)\.com",r"(?P<k>[a-z]+)=(?P<v>\d+)?",r"[\s\S]*end",r"(?i)HELLO",r"^\s*(.*?)\s*$",r"(a)|(b)",r"\bfoo\b",r"[^\s,]+",r"x{2,3}",r"x{,2}y",r"a{b",r"[]x]+",r"\u4e2d.",r"(a*)*b",r"\Aq",r"Answer:\s*([A-D])\b",r"[[x]",r"\.",r"\$(\d+\.\d{2})",r"(?m)^line (\d)$",r"(?s)a.b",r"\Zx",r"[\d.]+",r"[\-\]]",r"(",r"[a",r"*",r"\q",r"(?:ab)+",r"\D+",r"[\D]",r"\S+"]
subs=["","abc 123 def","me@host.com, you@b.com","key=","key=42","foo bar","xb","xxxxy","a{b","]x[","中文","  trimmed  ","Answer:  C.","$12.50","x\nline 2\nend","a\nb","HeLLo","٣4","ababab","-]","a\u00a0b"]
for p in pats:
    for s in subs:
        row({"search":[p,s]},lambda:(lambda m: m and m.group(0))(re.search(p,s)))
    n=0 if p in ("(", "[a", "*", r"\q", "(a*)*b") else re.compile(p).groups
    for g in range(1,n+1):
        for s in subs: row({"search":[p,s,g]},lambda:(lambda m: m and m.group(g))(re.search(p,s)))
for s in subs: row({"search":[pats[2],s,"v"]},lambda:(lambda m: m and m.group("v"))(re.search(pats[2],s)))
def strict(s): return json.loads(s)
for s in ['1','-0','1.50','"a\\u4e2d"','[1,[2,{"a":null}]]',' {"a":1,"a":2} ','true','','[1,]','{a:1}','1 2','"\n"',"'a'",'01','1e400','[','nul','{"b":1,"a":[]}','12345678901234567890']:
    row({"json":s},lambda:strict(s))
row({"in":["k",{"object":{"k":1}}]},lambda:"k" in {"k":1}); row({"get":[{"object":{"k":[1]}},"k"]},lambda:{"k":[1]}["k"]); row({"get":[{"object":{}},"k"]},lambda:{}["k"])
row({"eq":[{"object":{"a":1,"b":2.0}},{"object":{"b":2,"a":1.0}}]},lambda:{"a":1,"b":2.0}=={"b":2,"a":1.0}); row({"eq":[None,None]},lambda:None==None)
seen=set(); out=[]
for r in rows:
    k=json.dumps(r,ensure_ascii=True)
    if k not in seen: seen.add(k); out.append(k)
open(sys.argv[1],'w').write("\n".join(out)+"\n")
print(len(out))
