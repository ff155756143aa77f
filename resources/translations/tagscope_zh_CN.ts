<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AcceptAll</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>How sure the model has to be</source>
        <translation>模型所需的把握程度</translation>
    </message>
    <message>
        <source>this sentence</source>
        <translation>此句子</translation>
    </message>
    <message>
        <source>this document</source>
        <translation>此文档</translation>
    </message>
    <message>
        <source>what a search finds</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>the whole corpus</source>
        <translation>整个语料</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>word, label:PER, len&gt;80, p&lt;0.6 …</source>
        <translation>词, label:PER, len&gt;80, p&lt;0.6 …</translation>
    </message>
    <message>
        <source>Back to the sentence</source>
        <translation>返回句子</translation>
    </message>
    <message>
        <source>probability of at least</source>
        <translation>概率至少为</translation>
    </message>
    <message>
        <source>in</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Only tokens without a label get one. Labels that are there stay, whoever gave them. One step undoes it.</source>
        <translation>只为没有标签的词元添加标签。已有标签无论由谁给出都会保留。一步即可撤销。</translation>
    </message>
    <message>
        <source>Accept all that the model is sure of</source>
        <translation>接受模型有把握的全部建议</translation>
    </message>
    <message>
        <source>counting …</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Counting what would be accepted</source>
        <translation>正在统计将接受的内容</translation>
    </message>
    <message>
        <source>Counting was stopped.</source>
        <translation>计数已停止。</translation>
    </message>
    <message>
        <source>Nothing to accept: every token has a label, or the model is less sure.</source>
        <translation>没有可接受的内容：每个词元都已有标签，或模型把握不足。</translation>
    </message>
    <message>
        <source>{what}, in {count} sentences</source>
        <translation>{what}，{count} 个句子中</translation>
    </message>
    <message>
        <source>{what}, in {count} sentence</source>
        <translation>{what}，{count} 个句子中</translation>
    </message>
    <message>
        <source>Accepting suggestions</source>
        <translation>接受建议</translation>
    </message>
</context>
<context>
    <name>AgreementPanel</name>
    <message>
        <source>What is compared</source>
        <translation>比较的内容</translation>
    </message>
    <message>
        <source>Which two are shown</source>
        <translation>显示哪两位</translation>
    </message>
    <message>
        <source>Sentences of the cell</source>
        <translation>该单元格的句子</translation>
    </message>
    <message>
        <source>Step through the disagreements</source>
        <translation>逐个查看分歧</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Nobody&apos;s labels stand beside another&apos;s yet. Say who labels on the Label page, or import a colleague&apos;s labels of these sentences on the Corpus page.</source>
        <translation>目前还没有可相互比较的标注。请在“标注”页指明标注者，或在“语料”页导入同事对这些句子的标注。</translation>
    </message>
    <message>
        <source>Choose two people at least.</source>
        <translation>请至少选择两人。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Comparing labels</source>
        <translation>正在比较标签</translation>
    </message>
    <message>
        <source>{sentences} sentences; {tokens} tokens are labelled by two or more and count.</source>
        <translation>{sentences} 个句子；{tokens} 个词元由两人或以上标注，计入统计。</translation>
    </message>
    <message>
        <source>Click a cell of the table on the right to see its sentences.</source>
        <translation>单击右侧表格中的单元格，查看对应的句子。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Looking for sentences</source>
        <translation>正在查找句子</translation>
    </message>
    <message>
        <source>{n} sentences; a click opens one on the Label page.</source>
        <translation>{n} 个句子；单击可在“标注”页打开。</translation>
    </message>
    <message>
        <source>{n} sentences, the first {shown} of them here; a click opens one on the Label page.</source>
        <translation>{n} 个句子，此处显示前 {shown} 个；单击可在“标注”页打开。</translation>
    </message>
</context>
<context>
    <name>AgreementView</name>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
</context>
<context>
    <name>AnnotatorButton</name>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Your name, then Enter</source>
        <translation>输入你的名字，然后按 Enter</translation>
    </message>
    <message>
        <source>How far people agree…</source>
        <translation>人员之间的一致性…</translation>
    </message>
    <message>
        <source>I am</source>
        <translation>我是</translation>
    </message>
    <message>
        <source>Nobody in particular</source>
        <translation>不指定</translation>
    </message>
    <message>
        <source>Who labels?</source>
        <translation>谁在标注？</translation>
    </message>
    <message>
        <source>Who labels: {name}</source>
        <translation>标注者：{name}</translation>
    </message>
    <message>
        <source>nobody in particular</source>
        <translation>不指定任何人</translation>
    </message>
    <message>
        <source>Whose labels these are; a click leads to your own</source>
        <translation>这些标签是谁的；单击可转到你自己的标签</translation>
    </message>
</context>
<context>
    <name>BackingUp</name>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backed up and checked: {path}</source>
        <translation>已备份并检查：{path}</translation>
    </message>
</context>
<context>
    <name>BackupModel</name>
    <message>
        <source>Taken at</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>By people</source>
        <translation>人工</translation>
    </message>
</context>
<context>
    <name>BackupTable</name>
    <message>
        <source>Backups, the newest first</source>
        <translation>备份（最新的在前）</translation>
    </message>
</context>
<context>
    <name>BackupsPanel</name>
    <message>
        <source>Put this backup in its place</source>
        <translation>用此备份替换</translation>
    </message>
    <message>
        <source>Put back only the labels of people</source>
        <translation>仅恢复人工标注的标签</translation>
    </message>
    <message>
        <source>Read what is left of the file</source>
        <translation>读取文件的剩余内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Backups of {name}</source>
        <translation>{name} 的备份</translation>
    </message>
    <message>
        <source>{name} cannot be used as it is</source>
        <translation>{name} 无法直接使用</translation>
    </message>
    <message>
        <source>Nothing has been changed: the file stays where it is until another takes its place, and is kept.</source>
        <translation>未作任何更改：文件保留在原处，直到被其他文件取代；届时原文件也会保留。</translation>
    </message>
    <message>
        <source>Looking for backups…</source>
        <translation>正在查找备份…</translation>
    </message>
    <message>
        <source>There is no backup of this file yet.</source>
        <translation>此文件尚无备份。</translation>
    </message>
    <message>
        <source>The backup of {time} holds {sentences} sentences with {tags} tags.</source>
        <translation>{time} 的备份含有 {sentences} 个句子、{tags} 个标记。</translation>
    </message>
    <message>
        <source>sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>as many sentences, tags and models</source>
        <translation>句子、标记和模型数量相同</translation>
    </message>
    <message>
        <source>Against now: {differences}</source>
        <translation>与当前相比：{differences}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>BatchPicture</name>
    <message>
        <source>{rows} rows of {columns} timesteps, {share:.0%} of the cells padding</source>
        <translation>{rows} 行 × {columns} 个时间步，{share:.0%} 的单元格是填充</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Computing the row; a strip is read from its beginning …</source>
        <translation>正在计算该行；条带从头读起 …</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>{n} sentences</source>
        <translation>{n} 个句子</translation>
    </message>
    <message>
        <source>No sentences yet.

Import a file or generate some: the buttons are on the left.</source>
        <translation>还没有句子。

请导入文件或生成一些：按钮在左侧。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>{n} of {all} sentences  ·  {query}</source>
        <translation>{all} 个句子中的 {n} 个  ·  {query}</translation>
    </message>
    <message>
        <source>{n} or more of {all} sentences  ·  {query}</source>
        <translation>{all} 个句子中至少 {n} 个  ·  {query}</translation>
    </message>
    <message>
        <source>No sentence is like that.

Leave out a term, or show all.</source>
        <translation>没有符合条件的句子。

请去掉一个条件，或显示全部。</translation>
    </message>
    <message>
        <source>Comparing the splits</source>
        <translation>正在比较各数据集</translation>
    </message>
    <message>
        <source>in train and in dev or test</source>
        <translation>同时在训练集与开发集或测试集中</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>The temperature is being fitted …</source>
        <translation>正在拟合温度…</translation>
    </message>
    <message>
        <source>Fitting a temperature</source>
        <translation>拟合温度</translation>
    </message>
    <message>
        <source>Fitting was cancelled; come back to this view to begin again.</source>
        <translation>拟合已取消；返回此视图即可重新开始。</translation>
    </message>
    <message>
        <source>A network whose output is one number claims no probabilities to be judged.</source>
        <translation>输出为单个数值的网络不给出概率，无从评判。</translation>
    </message>
    <message>
        <source>The model is right in {right} of its tags and says {sure} on average: too sure of itself.</source>
        <translation>模型有 {right} 的标记是正确的，而它平均声称 {sure}：过于自信。</translation>
    </message>
    <message>
        <source>The model is right in {right} of its tags and says {sure} on average: not sure enough.</source>
        <translation>模型有 {right} 的标记是正确的，而它平均声称 {sure}：自信不足。</translation>
    </message>
    <message>
        <source>Calibration error {before}; with a temperature of {temperature} it would be {after}.</source>
        <translation>校准误差 {before}；若温度为 {temperature}，则为 {after}。</translation>
    </message>
    <message>
        <source>with temperature {temperature}</source>
        <translation>温度为 {temperature} 时</translation>
    </message>
    <message>
        <source>as sure as right</source>
        <translation>把握程度与正确率一致</translation>
    </message>
    <message>
        <source>as the model is</source>
        <translation>模型原样</translation>
    </message>
    <message>
        <source>Reliability of the probabilities on dev</source>
        <translation>开发集上概率的可靠性</translation>
    </message>
    <message>
        <source>probability of the tag</source>
        <translation>标记的概率</translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation>正确的占比</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>tokens, as the model is</source>
        <translation>词元（模型原样）</translation>
    </message>
    <message>
        <source>{bins} bins of equal width over {tokens} labelled tokens of {sentences} sentences; whiskers are 95 % intervals. The curve with a temperature is measured on the half it was not fitted on.</source>
        <translation>{bins} 个等宽区间，涵盖 {sentences} 个句子中的 {tokens} 个已标注词元；误差线为 95 % 区间。带温度的曲线在未用于拟合的那一半上测得。</translation>
    </message>
    <message>
        <source>{n} tokens carry labels that the model has never seen: wrong, and not fitted to.</source>
        <translation>{n} 个词元的标签是模型从未见过的：算作错误，且不参与拟合。</translation>
    </message>
    <message>
        <source>{n} further sentences were left out to keep it short.</source>
        <translation>为缩短时间，另有 {n} 个句子未计入。</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>The mistake</source>
        <translation>错误做法</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>改正之后</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>ids are three sentences of 5, 2 and 3 tokens, padded to (3, 5) by 0; tags are their labels.</source>
        <translation>ids 是长度为 5、2 和 3 个词元的三个句子，以 0 填充为 (3, 5)；tags 是它们的标签。</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>会发生什么</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>Asked in {threads}</source>
        <translation>提问出处：{threads}</translation>
    </message>
    <message>
        <source>So on Tensors already: {options}</source>
        <translation>“张量”页上已如此设置：{options}</translation>
    </message>
    <message>
        <source>Set on Tensors: {options}</source>
        <translation>在“张量”页上设置：{options}</translation>
    </message>
    <message>
        <source>Keras {version} behaves otherwise than is said here</source>
        <translation>Keras {version} 的行为与此处所述不同</translation>
    </message>
    <message>
        <source>Keras {version} warns, goes on, and the numbers are wrong</source>
        <translation>Keras {version} 发出警告后继续运行，数值是错的</translation>
    </message>
    <message>
        <source>Keras {version} says nothing, and the numbers are wrong</source>
        <translation>Keras {version} 没有任何提示，数值是错的</translation>
    </message>
    <message>
        <source>Keras {version} refuses</source>
        <translation>Keras {version} 拒绝执行</translation>
    </message>
    <message>
        <source>Keras {version} ran it, and it is right</source>
        <translation>Keras {version} 已运行，结果正确</translation>
    </message>
    <message>
        <source>With Keras {version} this does not help</source>
        <translation>在 Keras {version} 中，此方法无效</translation>
    </message>
</context>
<context>
    <name>ChangesWindow</name>
    <message>
        <source>What fine-tuning has changed</source>
        <translation>微调带来的变化</translation>
    </message>
    <message>
        <source>Examples: double-click or Enter opens one</source>
        <translation>示例：双击或按 Enter 打开</translation>
    </message>
    <message>
        <source>{changed} of {tokens} tokens changed: {towards} towards your labels, {away} away from them</source>
        <translation>{tokens} 个词元中有 {changed} 个改变：{towards} 个趋近你的标签，{away} 个偏离</translation>
    </message>
    <message>
        <source>Learnt from {new} sentences that people labelled, among others it knew. Of {labelled} labelled tokens, {before} were tagged as labelled before, {after} are now; {wrong} wrong ones are wrong in another way, {open} changed where nobody has labelled. New words: {words}; new labels: {labels}. These sentences are those it learns from: what it is worth on others, dev and test tell.</source>
        <translation>除原有句子外，还从 {new} 个人工标注的句子中学习。在 {labelled} 个已标注词元中，标记与标注相符的之前有 {before} 个，现在有 {after} 个；{wrong} 个错误变成了另一种错误，{open} 个无人标注的词元有变化。新词：{words}；新标签：{labels}。这些正是模型学习所用的句子；在其他句子上的效果，要看开发集和测试集。</translation>
    </message>
    <message>
        <source>Both have tagged {n} sentences from all over the corpus.</source>
        <translation>两者都标记了取自整个语料库的 {n} 个句子。</translation>
    </message>
    <message>
        <source>What changed, label by label</source>
        <translation>各标签的变化</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>gained</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>towards</source>
        <translation>趋近</translation>
    </message>
    <message>
        <source>away</source>
        <translation>偏离</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>片段之外</translation>
    </message>
    <message>
        <source>Examples of what changed</source>
        <translation>变化示例</translation>
    </message>
    <message>
        <source>towards your label</source>
        <translation>趋近你的标签</translation>
    </message>
    <message>
        <source>away from your label {given}</source>
        <translation>偏离你的标签 {given}</translation>
    </message>
    <message>
        <source>your label is {given}</source>
        <translation>你的标签是 {given}</translation>
    </message>
    <message>
        <source>nobody has labelled it</source>
        <translation>无人标注</translation>
    </message>
    <message>
        <source>{word}: {before} → {after}, {kind}</source>
        <translation>{word}：{before} → {after}，{kind}</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Keep the new model</source>
        <translation>保留新模型</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>What came of it</source>
        <translation>运行结果</translation>
    </message>
</context>
<context>
    <name>Colleague</name>
    <message>
        <source>Taking over {name}</source>
        <translation>正在接收 {name} 中的标签</translation>
    </message>
    <message>
        <source>Nothing was taken over.</source>
        <translation>未接收任何标签。</translation>
    </message>
</context>
<context>
    <name>ColleagueForm</name>
    <message>
        <source>Name of the colleague</source>
        <translation>同事姓名</translation>
    </message>
    <message>
        <source>Whose labels are these?</source>
        <translation>这些标签是谁的？</translation>
    </message>
    <message>
        <source>Sentences of the file that are not in the corpus</source>
        <translation>文件中有而语料中没有的句子</translation>
    </message>
    <message>
        <source>Take over the labels</source>
        <translation>接收这些标签</translation>
    </message>
    <message>
        <source>A colleague&apos;s labels in {name}</source>
        <translation>{name} 中同事的标签</translation>
    </message>
    <message>
        <source>Sentences of the file are found in the corpus by their tokens, in the same order. Their tags go into layers of the colleague&apos;s own; nothing else changes, and one undo takes all of it back.</source>
        <translation>按词元及其顺序在语料中查找文件中的句子。其标记放入同事自己的层；其他内容不变，一次撤销即可全部收回。</translation>
    </message>
    <message>
        <source>What {layer} is about</source>
        <translation>{layer} 对应的层</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>{layer} of the file goes with</source>
        <translation>文件中的 {layer} 对应</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show the sentences</source>
        <translation>显示句子</translation>
    </message>
    <message>
        <source>{n} of {all} sentences of the file are in the corpus.</source>
        <translation>文件的 {all} 个句子中有 {n} 个在语料中。</translation>
    </message>
    <message>
        <source>{n} tags were taken over into {layers}.</source>
        <translation>已将 {n} 个标记接收到 {layers}。</translation>
    </message>
    <message>
        <source>{n} of them replace others of the same colleague.</source>
        <translation>其中 {n} 个将替换同一同事的其他标注。</translation>
    </message>
    <message>
        <source>{n} were there already.</source>
        <translation>{n} 个原已存在。</translation>
    </message>
    <message>
        <source>{n} sentences of the corpus are not in the file.</source>
        <translation>语料中有 {n} 个句子不在文件中。</translation>
    </message>
    <message>
        <source>{n} sentences of the file are not in the corpus:</source>
        <translation>文件中有 {n} 个句子不在语料中：</translation>
    </message>
</context>
<context>
    <name>ColumnMapper</name>
    <message>
        <source>What each column means</source>
        <translation>各列的含义</translation>
    </message>
    <message>
        <source>column {number}</source>
        <translation>第 {number} 列</translation>
    </message>
    <message>
        <source>What {column} means</source>
        <translation>{column}的含义</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>sentence id</source>
        <translation>句子编号</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Name of the layer in {column}</source>
        <translation>{column}中层的名称</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>层名</translation>
    </message>
    <message>
        <source>Choose the column that holds the tokens.</source>
        <translation>请选择词元所在的列。</translation>
    </message>
    <message>
        <source>Give every layer a name.</source>
        <translation>请为每一层命名。</translation>
    </message>
    <message>
        <source>Give every layer a name of its own.</source>
        <translation>各层的名称不能相同。</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Train seeds</source>
        <translation>训练多个种子</translation>
    </message>
    <message>
        <source>Train against</source>
        <translation>与预设对比训练</translation>
    </message>
    <message>
        <source>Test the difference</source>
        <translation>检验差异</translation>
    </message>
    <message>
        <source>Preset to train against</source>
        <translation>用于对比训练的预设</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子数</translation>
    </message>
    <message>
        <source>Groups of runs that differ in their seed alone</source>
        <translation>仅种子不同的训练组</translation>
    </message>
    <message>
        <source>First group</source>
        <translation>第一组</translation>
    </message>
    <message>
        <source>Second group</source>
        <translation>第二组</translation>
    </message>
    <message>
        <source>Whether the groups differ</source>
        <translation>各组之间是否有差异</translation>
    </message>
    <message>
        <source> seeds</source>
        <translation> 个种子</translation>
    </message>
    <message>
        <source>Trains with the options on the left, once a seed, one after the other</source>
        <translation>使用左侧的选项训练，每个种子一次，依次进行</translation>
    </message>
    <message>
        <source>Trains with the options on the left and with the preset, each seed in turn</source>
        <translation>使用左侧的选项和预设训练，逐个种子依次进行</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>训练次数</translation>
    </message>
    <message>
        <source>best, mean</source>
        <translation>最佳值的均值</translation>
    </message>
    <message>
        <source>± sd</source>
        <translation>± 标准差</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Nothing has been scored on dev in this layer yet. Train seeds trains with the options on the left several times; Train against does so with a preset too, so that the two can be compared.</source>
        <translation>此层还没有在开发集上评分。“训练多个种子”会使用左侧的选项训练数次；“与预设对比训练”还会使用一个预设训练，以便二者比较。</translation>
    </message>
    <message>
        <source>Test the difference has both groups tag dev, and asks how often chance does as much.</source>
        <translation>“检验差异”让两组都标记开发集，并检查仅凭偶然出现同等差异的频率。</translation>
    </message>
    <message>
        <source>Train with other options too, and the two can be tested against each other.</source>
        <translation>再用其他选项训练，即可对二者进行检验。</translation>
    </message>
    <message>
        <source>{name}, mean of {n} ± sd</source>
        <translation>{name}，{n} 次的均值 ± 标准差</translation>
    </message>
    <message>
        <source>span F1 on dev</source>
        <translation>开发集片段 F1</translation>
    </message>
    <message>
        <source>accuracy on dev</source>
        <translation>开发集准确率</translation>
    </message>
    <message>
        <source>Score by epoch</source>
        <translation>各轮次得分</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Choose two different groups.</source>
        <translation>请选择两个不同的组。</translation>
    </message>
    <message>
        <source>The runs of one group have kept no model, so there is nothing to ask.</source>
        <translation>其中一组的训练没有保留模型，因此无法检验。</translation>
    </message>
    <message>
        <source>The models are tagging dev …</source>
        <translation>各模型正在标记开发集…</translation>
    </message>
    <message>
        <source>Comparing two groups of runs</source>
        <translation>比较两组训练</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>检验已取消。</translation>
    </message>
    <message>
        <source>No difference: both score the same on each of {n} sentences.</source>
        <translation>没有差异：在 {n} 个句子中，二者每句得分都相同。</translation>
    </message>
    <message>
        <source>{winner} is better than {loser} by {gain} points; chance alone hardly explains it.</source>
        <translation>{winner} 比 {loser} 高 {gain} 个百分点；仅凭偶然难以解释。</translation>
    </message>
    <message>
        <source>{winner} is ahead of {loser} by {gain} points; chance alone may explain it.</source>
        <translation>{winner} 领先 {loser} {gain} 个百分点；可能仅是偶然。</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}, p = {p} from {rounds} exchanges among {n} sentences.</source>
        <translation>95 % 区间 {low} 到 {high}，p = {p}，由 {n} 个句子间的 {rounds} 次交换得出。</translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>Tags of the one against tags of the other</source>
        <translation>一方的标记与另一方的标记对照</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion matrix; arrow keys move, Enter opens the sentences of a cell</source>
        <translation>混淆矩阵；方向键移动，Enter 打开单元格的句子</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>What is compared with what</source>
        <translation>比较的对象</translation>
    </message>
    <message>
        <source>Next largest error</source>
        <translation>下一个最大的错误</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>无标记</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>labelled as</source>
        <translation>标注为</translation>
    </message>
    <message>
        <source>the model says</source>
        <translation>模型给出</translation>
    </message>
    <message>
        <source>Spans, both ends right</source>
        <translation>片段，两端均正确</translation>
    </message>
    <message>
        <source>Spans that overlap</source>
        <translation>有重叠的片段</translation>
    </message>
    <message>
        <source>Tags of tokens</source>
        <translation>词元的标记</translation>
    </message>
    <message>
        <source>{wrong} of {total} wrong, {share}</source>
        <translation>{total} 个中有 {wrong} 个错误，占 {share}</translation>
    </message>
    <message>
        <source>Labels with most errors come first. Click a cell to go through its sentences on Label.</source>
        <translation>错误最多的标签排在最前。单击单元格，可在“标注”页逐一查看其句子。</translation>
    </message>
    <message>
        <source>{label}: {n} right</source>
        <translation>{label}：{n} 个正确</translation>
    </message>
    <message>
        <source>{said} said where nothing is labelled: {n}</source>
        <translation>未标注处给出 {said}：{n}</translation>
    </message>
    <message>
        <source>{gold} not found: {n}</source>
        <translation>未找到的 {gold}：{n}</translation>
    </message>
    <message>
        <source>{gold} taken for {said}: {n}</source>
        <translation>{gold} 被误认为 {said}：{n}</translation>
    </message>
    <message>
        <source>, {share} of the {total} labelled {gold}</source>
        <translation>，占 {total} 个标注为 {gold} 的 {share}</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>ContentsPanel</name>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Generate…</source>
        <translation>生成…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>all sentences</source>
        <translation>全部句子</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>数据集划分</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>{layer}: {scheme}</source>
        <translation>{layer}：{scheme}</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>{name} copy</source>
        <translation>{name} 副本</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>Projects (*.tagscope)</source>
        <translation>项目 (*.tagscope)</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>A copy was saved and checked: {path}</source>
        <translation>副本已保存并检查：{path}</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>CorpusPage</name>
    <message>
        <source>Import a file into the corpus…</source>
        <translation>将文件导入语料…</translation>
    </message>
    <message>
        <source>Generate sentences…</source>
        <translation>生成句子…</translation>
    </message>
    <message>
        <source>Export the sentences shown…</source>
        <translation>导出显示的句子…</translation>
    </message>
    <message>
        <source>Look through the sentences</source>
        <translation>浏览句子</translation>
    </message>
    <message>
        <source>{name}: wait until the import has ended.</source>
        <translation>{name}：请等待导入结束。</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>{name}: this is a model. Open it on the Tag page.</source>
        <translation>{name}：这是一个模型。请在“标记”页打开。</translation>
    </message>
    <message>
        <source>{layer} is a layer of this project already, in scheme {scheme}. Use a new project.</source>
        <translation>此项目已有层 {layer}，标注方案为 {scheme}。请使用新项目。</translation>
    </message>
    <message>
        <source>Generating {task}</source>
        <translation>正在生成：{task}</translation>
    </message>
    <message>
        <source>{n} sentences have joined the corpus.</source>
        <translation>已向语料加入 {n} 个句子。</translation>
    </message>
</context>
<context>
    <name>CoverageChart</name>
    <message>
        <source>Rows cut out of the document, and how often each token is read</source>
        <translation>从文档切出的行，以及每个词元被读取的次数</translation>
    </message>
    <message>
        <source>times read</source>
        <translation>读取次数</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>batch {number}</source>
        <translation>批次 {number}</translation>
    </message>
</context>
<context>
    <name>CurvesView</name>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>A running mean of about twenty points, the values themselves pale behind</source>
        <translation>约二十个点的滑动平均，原始值以浅色显示在后面</translation>
    </message>
    <message>
        <source>Log axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>The whole run (CSV of its batches, JSON)…</source>
        <translation>整个训练（各批次 CSV、JSON）…</translation>
    </message>
    <message>
        <source>Reading the steps of {run}</source>
        <translation>正在读取 {run} 的训练步</translation>
    </message>
    <message>
        <source>Save the run</source>
        <translation>保存训练</translation>
    </message>
    <message>
        <source>Saving the run</source>
        <translation>正在保存训练</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写入：{name}</translation>
    </message>
    <message>
        <source>Looking for sentences that moved</source>
        <translation>正在查找发生变化的句子</translation>
    </message>
</context>
<context>
    <name>Cuts</name>
    <message>
        <source>A token of one character cannot be split.</source>
        <translation>只有一个字符的词元无法拆分。</translation>
    </message>
    <message>
        <source>There is no token behind this one to merge it with.</source>
        <translation>该词元之后没有可合并的词元。</translation>
    </message>
    <message>
        <source>The sentence begins here already: go to where another is to begin.</source>
        <translation>句子本来就从这里开始：请移到新句应开始的词元。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>DirectionsView</name>
    <message>
        <source>Looking what was read</source>
        <translation>正在查看读取了什么</translation>
    </message>
    <message>
        <source>LSTM layer</source>
        <translation>LSTM 层</translation>
    </message>
    <message>
        <source>Which directions read</source>
        <translation>由哪些方向读取</translation>
    </message>
    <message>
        <source>Numbers: when a token is read. Colour: how much of it is still known. Hatched: not read yet.</source>
        <translation>数字：词元被读取的时刻。颜色：其信息仍记住多少。阴影线：尚未读取。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>层 {number}</translation>
    </message>
    <message>
        <source>both directions</source>
        <translation>两个方向</translation>
    </message>
    <message>
        <source>forward alone</source>
        <translation>仅前向</translation>
    </message>
    <message>
        <source>backward alone</source>
        <translation>仅后向</translation>
    </message>
    <message>
        <source>forward →</source>
        <translation>前向 →</translation>
    </message>
    <message>
        <source>← backward</source>
        <translation>← 后向</translation>
    </message>
    <message>
        <source>together</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>handed on</source>
        <translation>传给下一层</translation>
    </message>
    <message>
        <source>not handed on</source>
        <translation>不传给下一层</translation>
    </message>
    <message>
        <source>backward outputs as they were read ({handed})</source>
        <translation>后向输出，按读取顺序 ({handed})</translation>
    </message>
    <message>
        <source>the same, each put back at its own token ({handed})</source>
        <translation>同上，各自放回所属词元处 ({handed})</translation>
    </message>
    <message>
        <source>Nobody reads padding: every lane ends at the last token of the row.</source>
        <translation>填充不会被读取：每条通道都止于该行的最后一个词元。</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>后向</translation>
    </message>
    <message>
        <source>{direction} knows {count} of {total} tokens</source>
        <translation>{direction}知道 {total} 个词元中的 {count} 个</translation>
    </message>
    <message>
        <source>at “{token}”: </source>
        <translation>在“{token}”处：</translation>
    </message>
    <message>
        <source>{count} are in the dark: whatever they are, nothing changes here</source>
        <translation>{count} 个不可见：无论它们是什么，此处都不会改变</translation>
    </message>
</context>
<context>
    <name>DistanceBars</name>
    <message>
        <source>Mean influence by distance in tokens</source>
        <translation>按词元距离的平均影响</translation>
    </message>
    <message>
        <source>← tokens before (already read)</source>
        <translation>← 前面的词元（已读取）</translation>
    </message>
    <message>
        <source>the token itself</source>
        <translation>词元自身</translation>
    </message>
    <message>
        <source>tokens after (yet to come) →</source>
        <translation>后面的词元（尚未读取）→</translation>
    </message>
    <message>
        <source>mean size of the influence on a token&apos;s score</source>
        <translation>对词元得分的平均影响大小</translation>
    </message>
    <message>
        <source>{offset} tokens away: {size}, over {pairs} pairs</source>
        <translation>距离 {offset} 个词元：{size}，共 {pairs} 对</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>Probabilities of the labels of the token</source>
        <translation>该词元各标签的概率</translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation>其余 {n} 个</translation>
    </message>
</context>
<context>
    <name>DoctorPanel</name>
    <message>
        <source>Classical mistakes</source>
        <translation>经典错误</translation>
    </message>
    <message>
        <source>Paste an error</source>
        <translation>粘贴错误消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What goes wrong with sequences, run here and now with the Keras that is installed.</source>
        <translation>处理序列时会出什么错，使用已安装的 Keras 当场运行。</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Back to the sentence</source>
        <translation>返回句子</translation>
    </message>
</context>
<context>
    <name>EncodingControls</name>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>开销</translation>
    </message>
</context>
<context>
    <name>ErrorPage</name>
    <message>
        <source>An error message of Keras</source>
        <translation>Keras 的错误消息</translation>
    </message>
    <message>
        <source>Paste an error message of Keras here, or a whole traceback</source>
        <translation>在此粘贴 Keras 的错误消息或整个回溯信息</translation>
    </message>
    <message>
        <source>Show an example</source>
        <translation>显示示例</translation>
    </message>
    <message>
        <source>The nearest case</source>
        <translation>最接近的案例</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>消息的含义</translation>
    </message>
    <message>
        <source>None of the messages that are known here. The gallery may hold what looks like it.</source>
        <translation>不属于此处已知的消息。案例库中或许有类似的情况。</translation>
    </message>
    <message>
        <source>Every number of the message that means something is named here.</source>
        <translation>消息中每个有含义的数字都在此说明。</translation>
    </message>
</context>
<context>
    <name>Examiner</name>
    <message>
        <source>The corpus has changed; come back to this page to see the model beside its labels.</source>
        <translation>语料已更改；返回此页即可查看模型与标签的对照。</translation>
    </message>
    <message>
        <source>Train a model, or choose a run on the right, to see what it says of dev.</source>
        <translation>请训练模型，或在右侧选择一次训练，以查看模型对开发集的输出。</translation>
    </message>
    <message>
        <source>The run is going on. What its model says of dev is shown once it has been saved.</source>
        <translation>训练正在进行。模型保存后会显示其对开发集的输出。</translation>
    </message>
    <message>
        <source>There is no dev to look at: move some labelled sentences to dev on the Corpus page.</source>
        <translation>没有可查看的开发集：请在“语料”页将一些已标注的句子移到开发集。</translation>
    </message>
    <message>
        <source>This run has kept no model. Train again with its options to see what one says.</source>
        <translation>此次训练没有保留模型。请用其选项重新训练，以查看模型的输出。</translation>
    </message>
    <message>
        <source>Tagging dev with {run}</source>
        <translation>使用 {run} 标记开发集</translation>
    </message>
    <message>
        <source>The model is tagging dev …</source>
        <translation>模型正在标记开发集…</translation>
    </message>
    <message>
        <source>Tagging dev was cancelled; choose the run again to see what its model says.</source>
        <translation>标记开发集已取消；再次选择该训练即可查看其模型的输出。</translation>
    </message>
    <message>
        <source>No sentence of dev has a label in {layer}: label some, and this shows what the model says.</source>
        <translation>开发集中没有句子在 {layer} 中有标签：请标注一些，此处便会显示模型的输出。</translation>
    </message>
</context>
<context>
    <name>ExplainButton</name>
    <message>
        <source>Explain</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Your sentences in eight steps</source>
        <translation>八步看懂你的句子</translation>
    </message>
    <message>
        <source>Shape doctor: classical mistakes</source>
        <translation>形状医生：经典错误</translation>
    </message>
</context>
<context>
    <name>Explaining</name>
    <message>
        <source>Shape doctor</source>
        <translation>形状医生</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>The chosen tensor in words</source>
        <translation>所选张量的文字说明</translation>
    </message>
    <message>
        <source>The Keras lines that make the chosen tensor</source>
        <translation>生成所选张量的 Keras 代码行</translation>
    </message>
    <message>
        <source>A whole Keras script that builds this network and batch</source>
        <translation>构建此网络与批次的完整 Keras 脚本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>文字说明</translation>
    </message>
    <message>
        <source>This card in Keras</source>
        <translation>此卡片的 Keras 代码</translation>
    </message>
    <message>
        <source>All of it in Keras</source>
        <translation>完整 Keras 代码</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Save as a picture or as numbers</source>
        <translation>保存为图片或数值</translation>
    </message>
    <message>
        <source>Picture (SVG, PNG)…</source>
        <translation>图片（SVG、PNG）…</translation>
    </message>
    <message>
        <source>Numbers (CSV)…</source>
        <translation>数值（CSV）…</translation>
    </message>
    <message>
        <source>Numbers (JSON)…</source>
        <translation>数值（JSON）…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>保存数值</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写入：{name}</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Export {n} sentences</source>
        <translation>导出 {n} 个句子</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>正在导出 {name}</translation>
    </message>
    <message>
        <source>{format} does not hold everything</source>
        <translation>{format} 无法保存全部内容</translation>
    </message>
    <message>
        <source>Export all the same</source>
        <translation>仍然导出</translation>
    </message>
    <message>
        <source>The export was cancelled. No file was changed.</source>
        <translation>导出已取消。没有文件被更改。</translation>
    </message>
    <message>
        <source>{name} holds {sentences} sentences, {tokens} tokens and all of their labels: {labels}.</source>
        <translation>{name} 含 {sentences} 个句子、{tokens} 个词元及其全部标签：{labels}。</translation>
    </message>
    <message>
        <source>{name} holds {sentences} sentences and {tokens} tokens.</source>
        <translation>{name} 含 {sentences} 个句子和 {tokens} 个词元。</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Alike</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohen 的 kappa</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha</source>
        <translation>Krippendorff 的 alpha</translation>
    </message>
    <message>
        <source>F1 of spans, strict</source>
        <translation>片段 F1（严格）</translation>
    </message>
    <message>
        <source>By label</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>{same} of {n} tokens that both have labelled carry the same tag.</source>
        <translation>双方均已标注的 {n} 个词元中，{same} 个标记相同。</translation>
    </message>
    <message>
        <source>Where both use one tag throughout, chance explains everything and there is no figure.</source>
        <translation>若两人通篇只用一个标记，则一致完全可由偶然解释，没有数值。</translation>
    </message>
    <message>
        <source>Tags alike beyond what chance would give: 1 is full agreement, 0 is chance, below is less.</source>
        <translation>超出偶然的标记一致程度：1 为完全一致，0 为偶然水平，负数更低。</translation>
    </message>
    <message>
        <source>The same idea for all {n} compared, tokens that somebody has not labelled left out.</source>
        <translation>对全部 {n} 位比较者采用同样的思路，略去有人未标注的词元。</translation>
    </message>
    <message>
        <source>A span counts as the same only if label, first and last token are the same in both.</source>
        <translation>只有标签、首词元和末词元都相同，才算同一个片段。</translation>
    </message>
    <message>
        <source>Tokens by tag: {first} in rows, {second} in columns</source>
        <translation>按标记统计词元：{first} 为行，{second} 为列</translation>
    </message>
    <message>
        <source>Tokens by tag, the {most} most frequent: {first} in rows, {second} in columns</source>
        <translation>按标记统计词元，最常见的 {most} 种：{first} 为行，{second} 为列</translation>
    </message>
</context>
<context>
    <name>FineTuner</name>
    <message>
        <source>A training run is going on already. Fine-tune when it has ended.</source>
        <translation>正在进行训练。请在结束后再微调。</translation>
    </message>
    <message>
        <source>Choosing what to learn</source>
        <translation>正在选择要学习的内容</translation>
    </message>
    <message>
        <source>Looking what has changed</source>
        <translation>正在查看变化</translation>
    </message>
    <message>
        <source>fine-tuned, {number}</source>
        <translation>已微调，{number}</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>正在保存模型</translation>
    </message>
    <message>
        <source>The fine-tuned model is in use now.</source>
        <translation>现在使用微调后的模型。</translation>
    </message>
    <message>
        <source>Rolled back: the model before is in use.</source>
        <translation>已回滚：恢复使用之前的模型。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Classical mistakes</source>
        <translation>经典错误</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Padding, masks, vocabularies</source>
        <translation>填充、掩码、词表</translation>
    </message>
    <message>
        <source>Targets, losses, accuracies</source>
        <translation>目标、损失、准确率</translation>
    </message>
    <message>
        <source>Order of reading</source>
        <translation>读取顺序</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>Loading Keras: some seconds the first time…</source>
        <translation>正在加载 Keras：首次需要几秒…</translation>
    </message>
    <message>
        <source>Running a case</source>
        <translation>正在运行案例</translation>
    </message>
    <message>
        <source>Stopped. Choose the case again to run it.</source>
        <translation>已停止。再次选择该案例即可运行。</translation>
    </message>
</context>
<context>
    <name>GatesView</name>
    <message>
        <source>Looking for units that follow a label</source>
        <translation>正在查找跟随标签的单元</translation>
    </message>
    <message>
        <source>LSTM layer and direction</source>
        <translation>LSTM 层与方向</translation>
    </message>
    <message>
        <source>Each column is a timestep, each line one of the units. Blue is below zero, orange above.</source>
        <translation>每列是一个时间步，每行是一个单元。蓝色小于零，橙色大于零。</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>门</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>input gate</source>
        <translation>输入门</translation>
    </message>
    <message>
        <source>How much of the candidate enters the cell.</source>
        <translation>候选值有多少进入细胞状态。</translation>
    </message>
    <message>
        <source>forget gate</source>
        <translation>遗忘门</translation>
    </message>
    <message>
        <source>How much of the cell stays.</source>
        <translation>细胞状态有多少保留下来。</translation>
    </message>
    <message>
        <source>output gate</source>
        <translation>输出门</translation>
    </message>
    <message>
        <source>How much of the cell shows.</source>
        <translation>细胞状态有多少显露出来。</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选值</translation>
    </message>
    <message>
        <source>What could enter the cell.</source>
        <translation>可能进入细胞状态的内容。</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>细胞状态</translation>
    </message>
    <message>
        <source>The long memory, after the token.</source>
        <translation>读过该词元之后的长期记忆。</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>What is handed on, and what the next token is read with.</source>
        <translation>向后传递的内容，读取下一个词元时也会用到。</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>后向</translation>
    </message>
    <message>
        <source>layer {number}, {direction}</source>
        <translation>层 {number}，{direction}</translation>
    </message>
    <message>
        <source>Padding: the LSTM does not read here, and its state stays as it is.</source>
        <translation>填充：LSTM 不在此处读取，其状态保持不变。</translation>
    </message>
    <message>
        <source>unit {unit} at “{token}”:  cell {cell} = {kept} kept (forget {stay}) + input {enter} × candidate {candidate}   ·   hidden {hidden} = output {leave} × tanh(cell)</source>
        <translation>单元 {unit} 在“{token}”处：  细胞状态 {cell} = 保留 {kept}（遗忘 {stay}）+ 输入 {enter} × 候选值 {candidate}   ·   隐藏状态 {hidden} = 输出 {leave} × tanh(细胞状态)</translation>
    </message>
    <message>
        <source>Find units: choose a labelled token</source>
        <translation>查找单元：请选择一个已标注的词元</translation>
    </message>
    <message>
        <source>Find units that follow {label}</source>
        <translation>查找跟随 {label} 的单元</translation>
    </message>
    <message>
        <source>{label}: at {count} of {total} tokens</source>
        <translation>{label}：{total} 个词元中的 {count} 个</translation>
    </message>
</context>
<context>
    <name>GeneratePanel</name>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子数</translation>
    </message>
    <message>
        <source>Share for dev, percent</source>
        <translation>开发集占比（百分比）</translation>
    </message>
    <message>
        <source>Share for test, percent</source>
        <translation>测试集占比（百分比）</translation>
    </message>
    <message>
        <source>Add to corpus</source>
        <translation>加入语料</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Share for dev</source>
        <translation>开发集占比</translation>
    </message>
    <message>
        <source>Share for test</source>
        <translation>测试集占比</translation>
    </message>
    <message>
        <source>Ten examples</source>
        <translation>十个示例</translation>
    </message>
    <message>
        <source>Point at a token: what decides its label is underlined.</source>
        <translation>指向一个词元：决定其标签的内容会加下划线。</translation>
    </message>
    <message>
        <source>What decides: {context}</source>
        <translation>决定因素：{context}</translation>
    </message>
    <message>
        <source>{train} train · {dev} dev · {test} test</source>
        <translation>训练 {train} · 开发 {dev} · 测试 {test}</translation>
    </message>
</context>
<context>
    <name>GrowthView</name>
    <message>
        <source>Trainings of each size</source>
        <translation>每种规模的训练次数</translation>
    </message>
    <message>
        <source> seeds</source>
        <translation> 个种子</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>training {number} of {total}, {n} sentences</source>
        <translation>第 {number}/{total} 次训练，{n} 个句子</translation>
    </message>
    <message>
        <source>Measuring a learning curve</source>
        <translation>测量学习曲线</translation>
    </message>
    <message>
        <source>What would more labelled sentences bring?</source>
        <translation>更多已标注的句子会带来什么？</translation>
    </message>
    <message>
        <source>The first training is going on; the status bar says how far.</source>
        <translation>第一次训练正在进行；进度见状态栏。</translation>
    </message>
    <message>
        <source>Measure trains on growing shares of train with the options on the left, several times each, and scores on dev. It runs in the background and takes a few times as long as one run.</source>
        <translation>“测量”使用左侧的选项，在训练集逐渐增大的部分上各训练数次，并在开发集上评分。它在后台运行，用时是一次训练的数倍。</translation>
    </message>
    <message>
        <source>{n} trainings so far; a forecast needs {fewest} sizes.</source>
        <translation>目前已训练 {n} 次；预测需要 {fewest} 种规模。</translation>
    </message>
    <message>
        <source>+{gain} point</source>
        <translation>+{gain} 个百分点</translation>
    </message>
    <message>
        <source>{points} is out of reach with {times} times the sentences, says this curve.</source>
        <translation>按此曲线，即使句子增至 {times} 倍，也达不到{points}。</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}</source>
        <translation>95 % 区间 {low} 至 {high}</translation>
    </message>
    <message>
        <source>95 % interval from {low} to out of reach</source>
        <translation>95 % 区间从 {low} 到无法达到</translation>
    </message>
    <message>
        <source>{more} more sentences for about {points} ({between}).</source>
        <translation>再增加 {more} 个句子，约可得到{points}（{between}）。</translation>
    </message>
    <message>
        <source>Error = {floor} + {scale} · n^-{exponent}, fitted to the means; one run&apos;s standard deviation is {spread}. The band repeats the fit on scores drawn from that spread. It says nothing of sentences unlike these.</source>
        <translation>误差 = {floor} + {scale} · n^-{exponent}，按均值拟合；单次训练的标准差为 {spread}。色带由从该离散程度中抽取的得分重复拟合得出。它不适用于与这些不同的句子。</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>power law</source>
        <translation>幂律</translation>
    </message>
    <message>
        <source>each training</source>
        <translation>每次训练</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>span F1 on dev</source>
        <translation>开发集片段 F1</translation>
    </message>
    <message>
        <source>accuracy on dev</source>
        <translation>开发集准确率</translation>
    </message>
    <message>
        <source>Learning curve of {layer}</source>
        <translation>{layer} 的学习曲线</translation>
    </message>
    <message>
        <source>labelled sentences</source>
        <translation>已标注的句子</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>As soon as there are labelled sentences for training, they are shown here.</source>
        <translation>一旦有了可用于训练的已标注句子，就会显示在此处。</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer in use</source>
        <translation>当前层</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>All actions (Ctrl+K)</source>
        <translation>所有操作 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search  Ctrl+F</source>
        <translation>搜索  Ctrl+F</translation>
    </message>
    <message>
        <source>Words, or {terms}; a minus before one asks for the opposite</source>
        <translation>单词，或 {terms}；前面加减号表示相反</translation>
    </message>
    <message>
        <source>{name}  ·  read-only</source>
        <translation>{name}  ·  只读</translation>
    </message>
    <message>
        <source>{name}  ·  saved {time}</source>
        <translation>{name}  ·  {time} 已保存</translation>
    </message>
</context>
<context>
    <name>Heatmap</name>
    <message>
        <source>Heatmap of values, timesteps across and features down</source>
        <translation>数值热图：横向为时间步，纵向为特征</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Sentence lengths</source>
        <translation>句子长度</translation>
    </message>
</context>
<context>
    <name>IdenticalPanel</name>
    <message>
        <source>Label the same tokens everywhere</source>
        <translation>将各处相同的词元标上同一标签</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>标注为</translation>
    </message>
    <message>
        <source>in</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Looking for the same tokens</source>
        <translation>正在查找相同词元</translation>
    </message>
    <message>
        <source>Label {count} as {label}</source>
        <translation>将 {count} 处标注为 {label}</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>正在查找 …</translation>
    </message>
    <message>
        <source>{count} places, {n_by_hand} of them labelled by hand.  Space ticks, Enter applies.</source>
        <translation>{count} 处，其中 {n_by_hand} 处为手工标注。  Space 勾选，Enter 应用。</translation>
    </message>
    <message>
        <source>Places {first} to {last}, {n_by_hand} of them labelled by hand.  Space ticks, Enter applies.</source>
        <translation>第 {first} 到 {last} 处，其中 {n_by_hand} 处由人标注。空格勾选，Enter 应用。</translation>
    </message>
    <message>
        <source>All of them carry this label already.</source>
        <translation>它们都已带有此标签。</translation>
    </message>
    <message>
        <source>Labelling the same tokens</source>
        <translation>正在标注相同的词元</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Looking at {name}</source>
        <translation>正在查看 {name}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>The import was cancelled. Nothing of it was kept.</source>
        <translation>导入已取消，未保留任何内容。</translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>Import another file…</source>
        <translation>导入另一个文件…</translation>
    </message>
    <message>
        <source>Show the sentences</source>
        <translation>显示句子</translation>
    </message>
    <message>
        <source>{name} is in the corpus</source>
        <translation>{name} 已加入语料</translation>
    </message>
    <message>
        <source>{sentences} sentences with {tokens} tokens joined {split}.</source>
        <translation>{sentences} 个句子、{tokens} 个词元已加入{split}。</translation>
    </message>
    <message>
        <source>Every line was as it should be.</source>
        <translation>所有行均符合格式。</translation>
    </message>
    <message>
        <source>{n} lines were not as they should be:</source>
        <translation>{n} 行不符合格式：</translation>
    </message>
    <message>
        <source>{n} lines were not as they should be; the first {shown}:</source>
        <translation>{n} 行不符合格式；前 {shown} 行：</translation>
    </message>
</context>
<context>
    <name>ImportView</name>
    <message>
        <source>As it will be read</source>
        <translation>读取结果预览</translation>
    </message>
    <message>
        <source>What the sentences are for</source>
        <translation>句子的用途</translation>
    </message>
    <message>
        <source>What happens at a line that breaks the rules</source>
        <translation>遇到不合格式的行时如何处理</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>As a colleague&apos;s labels of these sentences…</source>
        <translation>作为同事对这些句子的标签…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>In the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Import into</source>
        <translation>导入到</translation>
    </message>
    <message>
        <source>Where a line breaks the rules:</source>
        <translation>遇到不合格式的行时：</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>As it will be read: {layer}</source>
        <translation>读取结果预览：{layer}</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>正在读取 …</translation>
    </message>
    <message>
        <source>{sentences} sentences · {tokens} tokens</source>
        <translation>{sentences} 个句子 · {tokens} 个词元</translation>
    </message>
    <message>
        <source>Lines that break the rules: {n}</source>
        <translation>不合格式的行：{n}</translation>
    </message>
    <message>
        <source>No line breaks the rules.</source>
        <translation>所有行均符合格式。</translation>
    </message>
</context>
<context>
    <name>InfluenceView</name>
    <message>
        <source>Measuring influence</source>
        <translation>正在测量影响</translation>
    </message>
    <message>
        <source>Averaging influence by distance</source>
        <translation>正在按距离平均影响</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示的内容</translation>
    </message>
    <message>
        <source>this row, token by token</source>
        <translation>此行，逐个词元</translation>
    </message>
    <message>
        <source>the batch, by distance</source>
        <translation>此批次，按距离</translation>
    </message>
    <message>
        <source>How influence is measured</source>
        <translation>影响的测量方式</translation>
    </message>
    <message>
        <source>by blanking each token</source>
        <translation>遮去每个词元</translation>
    </message>
    <message>
        <source>by gradient times input</source>
        <translation>梯度乘以输入</translation>
    </message>
    <message>
        <source>Whose score is explained</source>
        <translation>解释谁的得分</translation>
    </message>
    <message>
        <source>Influence: rows are the tokens asked about, columns the tokens that move their score</source>
        <translation>影响：行是所考察的词元，列是影响其得分的词元</translation>
    </message>
    <message>
        <source>Row: whose score. Column: what moves it.</source>
        <translation>行：谁的得分。列：受什么影响。</translation>
    </message>
    <message>
        <source>Influence</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Measuring up to {count} rows …</source>
        <translation>正在测量最多 {count} 行…</translation>
    </message>
    <message>
        <source>score of {label}</source>
        <translation>{label} 的得分</translation>
    </message>
    <message>
        <source>score of the winning label</source>
        <translation>胜出标签的得分</translation>
    </message>
    <message>
        <source>Padding has no score, and nothing moves it.</source>
        <translation>填充没有得分，也不受任何影响。</translation>
    </message>
    <message>
        <source>score of {label} at “{target}”</source>
        <translation>“{target}”处 {label} 的得分</translation>
    </message>
    <message>
        <source>“{source}” moves it by {value}</source>
        <translation>“{source}”使其改变 {value}</translation>
    </message>
    <message>
        <source>“{source}” moves it most, by {value}</source>
        <translation>“{source}”对其影响最大，为 {value}</translation>
    </message>
    <message>
        <source>cut off: tokens that would have {share} of all influence on it</source>
        <translation>被切掉：对其全部影响中本应占 {share} 的词元</translation>
    </message>
    <message>
        <source>the number</source>
        <translation>该数值</translation>
    </message>
    <message>
        <source>of all influence: tokens before {before}, the token itself {itself}, tokens after {after}</source>
        <translation>全部影响中：前面的词元 {before}，词元自身 {itself}，后面的词元 {after}</translation>
    </message>
</context>
<context>
    <name>JobView</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>a training run is going on already.</source>
        <translation>已有训练正在进行。</translation>
    </message>
    <message>
        <source>Stop it or wait for its end.</source>
        <translation>请停止它或等待其结束。</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation>第 {epoch}/{epochs} 轮次</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>pass {epoch} of {epochs}</source>
        <translation>第 {epoch}/{epochs} 遍</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>model {fold} of {folds}</source>
        <translation>第 {fold} 个模型，共 {folds} 个</translation>
    </message>
    <message>
        <source>Looking for suspicious labels</source>
        <translation>正在查找可疑标签</translation>
    </message>
    <message>
        <source>Preparing TensorFlow</source>
        <translation>正在准备 TensorFlow</translation>
    </message>
</context>
<context>
    <name>Jumps</name>
    <message>
        <source>Nothing more to look at in this sentence.</source>
        <translation>本句没有其他需要查看的内容。</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>press a key</source>
        <translation>请按键</translation>
    </message>
</context>
<context>
    <name>KeysPanel</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Use it here instead</source>
        <translation>改在此处使用</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>保存为 PDF…</translation>
    </message>
    <message>
        <source>Save as text …</source>
        <translation>保存为文本…</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Back to the sentence</source>
        <translation>返回句子</translation>
    </message>
    <message>
        <source>Give it its first key again</source>
        <translation>恢复其最初的按键</translation>
    </message>
    <message>
        <source>Press the button beside a command, then the key it is to have.</source>
        <translation>请按命令旁的按钮，再按要分配的按键。</translation>
    </message>
    <message>
        <source>{key} is the key of “{action}” in the whole window.</source>
        <translation>{key} 是整个窗口中“{action}”的快捷键。</translation>
    </message>
    <message>
        <source>{key} is the key of “{command}”.</source>
        <translation>{key} 是“{command}”的快捷键。</translation>
    </message>
    <message>
        <source>Save the keys</source>
        <translation>保存按键表</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find or add a label by typing</source>
        <translation>输入以查找或添加标签</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take the label of the selected tokens away</source>
        <translation>取下所选词元的标签</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The rest is outside; go to the next unlabelled</source>
        <translation>其余均在片段之外；转到下一个未标注处</translation>
    </message>
</context>
<context>
    <name>LabelButton</name>
    <message>
        <source>{label}, key {key}</source>
        <translation>{label}，按键 {key}</translation>
    </message>
</context>
<context>
    <name>LabelCounts</name>
    <message>
        <source>How many tokens each label covers</source>
        <translation>每个标签覆盖的词元数</translation>
    </message>
</context>
<context>
    <name>LabelFigures</name>
    <message>
        <source>Agreement by label</source>
        <translation>按标签的一致性</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
</context>
<context>
    <name>LabelFiles</name>
    <message>
        <source>Load labels from a file …</source>
        <translation>从文件载入标签…</translation>
    </message>
    <message>
        <source>Save these labels as a file …</source>
        <translation>把这些标签保存为文件…</translation>
    </message>
    <message>
        <source>Label sets</source>
        <translation>标签集</translation>
    </message>
    <message>
        <source>Save the labels of {layer}</source>
        <translation>保存 {layer} 的标签</translation>
    </message>
    <message>
        <source>{count} labels are saved in {name}.</source>
        <translation>已将 {count} 个标签保存到 {name}。</translation>
    </message>
    <message>
        <source>Load labels</source>
        <translation>载入标签</translation>
    </message>
    <message>
        <source>Added: {names}.</source>
        <translation>已添加：{names}。</translation>
    </message>
    <message>
        <source>No label is new.</source>
        <translation>没有新标签。</translation>
    </message>
    <message>
        <source>Of another colour in the file: {names}.</source>
        <translation>在文件中颜色不同：{names}。</translation>
    </message>
    <message>
        <source>With another key in the file: {names}.</source>
        <translation>在文件中按键不同：{names}。</translation>
    </message>
    <message>
        <source>Not in the file, and kept: {names}.</source>
        <translation>文件中没有，予以保留：{names}。</translation>
    </message>
    <message>
        <source>No name for a label of this layer: {names}.</source>
        <translation>不能用作此层的标签名：{names}。</translation>
    </message>
    <message>
        <source>The file is of a layer in another scheme.</source>
        <translation>该文件属于使用另一方案的层。</translation>
    </message>
    <message>
        <source>The file has other guidelines; yours are kept.</source>
        <translation>文件中的标注指南不同；保留你的指南。</translation>
    </message>
</context>
<context>
    <name>LabelFinder</name>
    <message>
        <source>Labels found</source>
        <translation>找到的标签</translation>
    </message>
    <message>
        <source>Find or add a label</source>
        <translation>查找或添加标签</translation>
    </message>
    <message>
        <source>A label is one word: use a hyphen in place of blanks.</source>
        <translation>标签须为一个词：请用连字符代替空格。</translation>
    </message>
    <message>
        <source>O is the tag of tokens outside of every span.</source>
        <translation>O 是所有片段之外的词元的标记。</translation>
    </message>
    <message>
        <source>This layer has no labels yet: type the first one and press Enter.</source>
        <translation>该层还没有标签：键入第一个并按 Enter。</translation>
    </message>
    <message>
        <source>Enter sets {label}</source>
        <translation>按 Enter 设置 {label}</translation>
    </message>
    <message>
        <source>Enter adds it and sets it</source>
        <translation>按 Enter 添加并设置</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>键入其名称的一部分</translation>
    </message>
</context>
<context>
    <name>LabelHeader</name>
    <message>
        <source>Begin a new layer</source>
        <translation>新建一层</translation>
    </message>
    <message>
        <source>Tape</source>
        <translation>连续标注</translation>
    </message>
    <message>
        <source>Previous sentence</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Notes and guidelines</source>
        <translation>备注与标注指南</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Sentence {number} of {count}</source>
        <translation>第 {number}/{count} 句</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已加旗标</translation>
    </message>
    <message>
        <source>has a note</source>
        <translation>有备注</translation>
    </message>
    <message>
        <source>{labelled} of {count} tokens labelled</source>
        <translation>已标注 {labelled}/{count} 个词元</translation>
    </message>
    <message>
        <source>{count} illegal tag: repair</source>
        <translation>{count} 个非法标记：修复</translation>
    </message>
    <message>
        <source>{count} illegal tags: repair</source>
        <translation>{count} 个非法标记：修复</translation>
    </message>
</context>
<context>
    <name>LabelLosses</name>
    <message>
        <source>{n} labels fewer in layer {layer}.</source>
        <translation>层 {layer} 中减少 {n} 个标签。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>No label has the key {key}.</source>
        <translation>没有标签使用按键 {key}。</translation>
    </message>
</context>
<context>
    <name>LabelPanel</name>
    <message>
        <source>Label by label</source>
        <translation>逐个标签</translation>
    </message>
    <message>
        <source>Label by label, dev, epoch {epoch}</source>
        <translation>逐个标签，开发集，轮次 {epoch}</translation>
    </message>
    <message>
        <source>Strict: label and both ends.</source>
        <translation>严格：标签和两端均相符。</translation>
    </message>
    <message>
        <source>Strict: label and both ends. Click a number to go through its errors on Label.</source>
        <translation>严格：标签和两端均相符。单击数字，可在“标注”页逐一查看其错误。</translation>
    </message>
    <message>
        <source>Lenient: the label is right and the spans overlap. Click a number to go through its errors.</source>
        <translation>宽松：标签正确且片段有重叠。单击数字，可逐一查看其错误。</translation>
    </message>
    <message>
        <source>Each token counts. Click a number to go through its errors on Label.</source>
        <translation>每个词元都计入。单击数字，可在“标注”页逐一查看其错误。</translation>
    </message>
    <message>
        <source>Label by label, dev, the model kept</source>
        <translation>逐个标签，开发集，保留的模型</translation>
    </message>
    <message>
        <source>{label}: said and not labelled so</source>
        <translation>{label}：模型给出但未如此标注</translation>
    </message>
    <message>
        <source>{label}: labelled so and not found</source>
        <translation>{label}：如此标注但未找到</translation>
    </message>
    <message>
        <source>{label}: every error</source>
        <translation>{label}：所有错误</translation>
    </message>
    <message>
        <source>There is no such error.</source>
        <translation>没有这样的错误。</translation>
    </message>
</context>
<context>
    <name>LabelScores</name>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>in dev</source>
        <translation>开发集数量</translation>
    </message>
    <message>
        <source>prec.</source>
        <translation>精确率</translation>
    </message>
</context>
<context>
    <name>LabelTable</name>
    <message>
        <source>Scores label by label</source>
        <translation>各标签的得分</translation>
    </message>
    <message>
        <source>Labels of the layer</source>
        <translation>该层的标签</translation>
    </message>
</context>
<context>
    <name>LabelsPanel</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Merge …</source>
        <translation>合并 …</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>删除 …</translation>
    </message>
    <message>
        <source>Colour …</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>Layer {layer}, {count} labels</source>
        <translation>层 {layer}，{count} 个标签</translation>
    </message>
    <message>
        <source>, shared with {layers}</source>
        <translation>，与 {layers} 共用</translation>
    </message>
    <message>
        <source>F2 or a double click changes a name or a key.</source>
        <translation>按 F2 或双击可更改名称或按键。</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>合并到</translation>
    </message>
    <message>
        <source>A label needs a name.</source>
        <translation>标签需要一个名称。</translation>
    </message>
    <message>
        <source>A label is one word: use a hyphen in place of blanks.</source>
        <translation>标签须为一个词：请用连字符代替空格。</translation>
    </message>
    <message>
        <source>O is the tag of tokens outside of every span.</source>
        <translation>O 是所有片段之外的词元的标记。</translation>
    </message>
    <message>
        <source>There is a label {name} already: merge the two instead.</source>
        <translation>已有标签 {name}：请改为合并两者。</translation>
    </message>
    <message>
        <source>A key is one digit or letter without marks.</source>
        <translation>快捷键只能是一个不带附加符号的数字或字母。</translation>
    </message>
    <message>
        <source>O says that tokens are outside of every span: choose another key.</source>
        <translation>O 表示词元在所有片段之外：请选择其他按键。</translation>
    </message>
    <message>
        <source>{key} is the key of {label}.</source>
        <translation>{key} 是 {label} 的快捷键。</translation>
    </message>
    <message>
        <source>exchange two keys</source>
        <translation>交换两个按键</translation>
    </message>
    <message>
        <source>Exchange their keys</source>
        <translation>互换按键</translation>
    </message>
    <message>
        <source>There is no other label to merge it with.</source>
        <translation>没有其他标签可与之合并。</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>{count} tokens of {label} will carry {other}; {label} goes. Merge it into</source>
        <translation>{count} 个 {label} 词元将改为 {other}；{label} 将被删除。合并到</translation>
    </message>
    <message>
        <source>Merging labels</source>
        <translation>正在合并标签</translation>
    </message>
    <message>
        <source>{count} tokens carry {label}. They will be unlabelled.</source>
        <translation>{count} 个词元带有 {label}。它们将变为未标注。</translation>
    </message>
    <message>
        <source>{count} tokens carry {label}. They will be outside of every span (O).</source>
        <translation>{count} 个词元带有 {label}。它们将变为片段之外 (O)。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deleting a label</source>
        <translation>正在删除标签</translation>
    </message>
    <message>
        <source>Colour {number}</source>
        <translation>颜色 {number}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Choose the colour of {label}.</source>
        <translation>为 {label} 选择颜色。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>What each direction has read at the token under the cursor</source>
        <translation>每个方向在光标处词元已读取的内容</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Tagscope will speak the language of the desktop from the next start.</source>
        <translation>Tagscope 将在下次启动时使用桌面的语言。</translation>
    </message>
    <message>
        <source>Tagscope will speak English from the next start.</source>
        <translation>Tagscope 将在下次启动时使用英语。</translation>
    </message>
    <message>
        <source>Tagscope will speak Simplified Chinese (简体中文) from the next start.</source>
        <translation>Tagscope 将在下次启动时使用简体中文。</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>Scheme of {layer}</source>
        <translation>{layer} 的标注方案</translation>
    </message>
    <message>
        <source>{scheme} (fits)</source>
        <translation>{scheme}（相符）</translation>
    </message>
    <message>
        <source>The project&apos;s {layer} is {scheme}: give this layer another name.</source>
        <translation>项目中的 {layer} 为 {scheme}：请为此层另取名称。</translation>
    </message>
    <message>
        <source>Will be written in {scheme}, as {layer} is in the project.</source>
        <translation>将按 {scheme} 写入，与项目中的 {layer} 一致。</translation>
    </message>
    <message>
        <source>The file fits several schemes. Please choose.</source>
        <translation>文件符合多种标注方案，请选择。</translation>
    </message>
    <message>
        <source>The file fits no scheme without exceptions. Please check.</source>
        <translation>文件不完全符合任何标注方案，请检查。</translation>
    </message>
</context>
<context>
    <name>LayerChoices</name>
    <message>
        <source>No layers: the tokens will be unlabelled.</source>
        <translation>没有层：词元将不带标注。</translation>
    </message>
</context>
<context>
    <name>LayerForm</name>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>Name, such as upos or ner</source>
        <translation>名称，例如 upos 或 ner</translation>
    </message>
    <message>
        <source>What a label covers</source>
        <translation>标签的覆盖范围</translation>
    </message>
    <message>
        <source>one token (parts of speech)</source>
        <translation>一个词元（词性）</translation>
    </message>
    <message>
        <source>one or more tokens (names, BIO tags)</source>
        <translation>一个或多个词元（名称，BIO 标记）</translation>
    </message>
    <message>
        <source>Begin labelling</source>
        <translation>开始标注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>a label covers</source>
        <translation>标签覆盖</translation>
    </message>
    <message>
        <source>Name what you want to label</source>
        <translation>为要标注的内容命名</translation>
    </message>
    <message>
        <source>A layer is one kind of label. A corpus can have several, one beside the other.</source>
        <translation>一层是一类标签。一份语料可以并列有多层。</translation>
    </message>
    <message>
        <source>There is a layer of this name already.</source>
        <translation>已有同名的层。</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>请先输入名称。</translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>Name of the layer</source>
        <translation>层名称</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>标注方案</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Convert …</source>
        <translation>转换…</translation>
    </message>
    <message>
        <source>Remove the layer …</source>
        <translation>移除该层…</translation>
    </message>
    <message>
        <source>{count} labelled tokens will be spelled in {scheme}.</source>
        <translation>{count} 个已标注词元将改用 {scheme} 书写。</translation>
    </message>
    <message>
        <source>Touching spans of one label become one.</source>
        <translation>相邻的同标签片段会合为一个。</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>{layer} goes with the labels of {count} tokens; Undo brings them back.</source>
        <translation>{layer} 将连同 {count} 个词元的标签一起删除；可用“撤销”恢复。</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>LongSteps</name>
    <message>
        <source>Redo: {step}</source>
        <translation>重做：{step}</translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>撤销：{step}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Go to {page}</source>
        <translation>转到{page}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>A training run is going on</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>It will stop now. The best weights found so far are kept.</source>
        <translation>训练将立即停止。目前最佳的权重会保留。</translation>
    </message>
    <message>
        <source>Runs that wait: {n}. The project keeps them, and they go on when you let them.</source>
        <translation>有 {n} 次训练在等待。项目会保留它们，经您允许后继续。</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止训练</translation>
    </message>
</context>
<context>
    <name>MaskLossView</name>
    <message>
        <source>Asking Keras</source>
        <translation>正在询问 Keras</translation>
    </message>
    <message>
        <source>Each cell: its weight in the loss × what it costs</source>
        <translation>每个单元格：在损失中的权重 × 其损失值</translation>
    </message>
    <message>
        <source>how losses become one</source>
        <translation>各损失如何合为一个</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Tagscope: tokens that count</source>
        <translation>Tagscope：计入的词元</translation>
    </message>
    <message>
        <source>Keras, neither mask nor weights</source>
        <translation>Keras，既无掩码也无权重</translation>
    </message>
    <message>
        <source>Keras, sample_weight</source>
        <translation>Keras，sample_weight</translation>
    </message>
    <message>
        <source>Keras, its own mask</source>
        <translation>Keras，使用自身的掩码</translation>
    </message>
    <message>
        <source>Keras, mean_with_sample_weight</source>
        <translation>Keras，mean_with_sample_weight</translation>
    </message>
    <message>
        <source>Mask and loss</source>
        <translation>掩码与损失</translation>
    </message>
    <message>
        <source>Keras is being asked …</source>
        <translation>正在询问 Keras…</translation>
    </message>
    <message>
        <source>Keras could not be asked: {error}</source>
        <translation>无法询问 Keras：{error}</translation>
    </message>
    <message>
        <source>makes it</source>
        <translation>生成掩码</translation>
    </message>
    <message>
        <source>uses it, passes on</source>
        <translation>使用并向后传递</translation>
    </message>
    <message>
        <source>passes it on</source>
        <translation>向后传递</translation>
    </message>
    <message>
        <source>drops it</source>
        <translation>丢弃掩码</translation>
    </message>
    <message>
        <source>has none</source>
        <translation>没有掩码</translation>
    </message>
    <message>
        <source>uses it</source>
        <translation>使用掩码</translation>
    </message>
    <message>
        <source>“{token}” adds {weight} × {cost} = {product}</source>
        <translation>“{token}”贡献 {weight} × {cost} = {product}</translation>
    </message>
    <message>
        <source>Keras {version} divides by all {cells} cells where it is only given weights: each step is {share} as long</source>
        <translation>Keras {version} 在只给出权重时除以全部 {cells} 个单元格：每步长度为原来的 {share}</translation>
    </message>
    <message>
        <source>Keras&apos; own layers, fed this batch, come to other scores, by up to {apart}: the losses are theirs</source>
        <translation>Keras 自身的层对此批次给出不同的得分，最多相差 {apart}：此处的损失按其得分计算</translation>
    </message>
</context>
<context>
    <name>MaskStrips</name>
    <message>
        <source>The mask from layer to layer</source>
        <translation>掩码在各层之间的传递</translation>
    </message>
    <message>
        <source>Keras layer</source>
        <translation>Keras 层</translation>
    </message>
    <message>
        <source>what it does to the mask</source>
        <translation>如何处理掩码</translation>
    </message>
</context>
<context>
    <name>MatchModel</name>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Tags now</source>
        <translation>现在的标记</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>标注方式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手工</translation>
    </message>
</context>
<context>
    <name>MatchTable</name>
    <message>
        <source>The same tokens elsewhere</source>
        <translation>其他位置的相同词元</translation>
    </message>
</context>
<context>
    <name>Matches</name>
    <message>
        <source>Add “{label}”</source>
        <translation>添加“{label}”</translation>
    </message>
</context>
<context>
    <name>MendPanel</name>
    <message>
        <source>Only layers of spans have sequences that can be illegal.</source>
        <translation>只有片段层才会有非法序列。</translation>
    </message>
    <message>
        <source>No tag stands where it may not.</source>
        <translation>没有出现在非法位置的标记。</translation>
    </message>
    <message>
        <source>{tags} tags in {sentences} sentences would be others.</source>
        <translation>{sentences} 个句子中的 {tags} 个标记将改变。</translation>
    </message>
</context>
<context>
    <name>ModelButton</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Show what the model suggests</source>
        <translation>显示模型的建议</translation>
    </message>
    <message>
        <source>Also on dev and test</source>
        <translation>也用于开发集和测试集</translation>
    </message>
    <message>
        <source>Accept all above …</source>
        <translation>接受高于阈值的全部…</translation>
    </message>
    <message>
        <source>Fine-tune the model now</source>
        <translation>立即微调模型</translation>
    </message>
    <message>
        <source>Fine-tune by itself</source>
        <translation>自动微调</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>after every {n} labelled sentences</source>
        <translation>每标注 {n} 个句子后</translation>
    </message>
    <message>
        <source>There is no model of this layer yet: train one on the Train page, and it suggests labels here.</source>
        <translation>该层还没有模型：请在“训练”页训练一个，它就会在这里给出建议。</translation>
    </message>
    <message>
        <source>What the model would label stands below the labels; Tab accepts it.</source>
        <translation>模型的建议显示在标签下方；按 Tab 接受。</translation>
    </message>
    <message>
        <source>Suggestions are hidden.</source>
        <translation>建议已隐藏。</translation>
    </message>
</context>
<context>
    <name>ModelLoader</name>
    <message>
        <source>Loading the model of {name}</source>
        <translation>正在加载 {name} 的模型</translation>
    </message>
</context>
<context>
    <name>MovedPanel</name>
    <message>
        <source>Go through them</source>
        <translation>逐一查看</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>Sentences whose loss moved most</source>
        <translation>损失变化最大的句子</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>No losses of single sentences</source>
        <translation>没有单个句子的损失</translation>
    </message>
    <message>
        <source>They are measured on labelled sentences of dev after each epoch, and two epochs are needed.</source>
        <translation>每轮次结束后在开发集的已标注句子上测量，至少需要两个轮次。</translation>
    </message>
    <message>
        <source>Mean loss of a token of each of {n} watched sentences of dev, as measured after each epoch.</source>
        <translation>开发集中 {n} 个受跟踪句子各自的词元平均损失，在每轮次结束后测量。</translation>
    </message>
    <message>
        <source>Moved most from epoch {before} to {after}</source>
        <translation>从轮次 {before} 到 {after} 变化最大</translation>
    </message>
</context>
<context>
    <name>NetworkChoice</name>
    <message>
        <source>Whose numbers are shown</source>
        <translation>显示哪个网络的数值</translation>
    </message>
    <message>
        <source>network before training</source>
        <translation>训练前的网络</translation>
    </message>
    <message>
        <source>the trained model</source>
        <translation>训练好的模型</translation>
    </message>
    <message>
        <source>the network in training</source>
        <translation>正在训练的网络</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Flagged</source>
        <translation>已加旗标</translation>
    </message>
    <message>
        <source>Note on this sentence</source>
        <translation>本句备注</translation>
    </message>
    <message>
        <source>A note on this sentence</source>
        <translation>这个句子的备注</translation>
    </message>
    <message>
        <source>Guidelines</source>
        <translation>标注指南</translation>
    </message>
    <message>
        <source>How to label: rules and examples, kept with the project</source>
        <translation>如何标注：规则与示例，随项目保存</translation>
    </message>
    <message>
        <source>This sentence</source>
        <translation>本句</translation>
    </message>
    <message>
        <source>Kept with the project when you leave a field.</source>
        <translation>离开输入框时随项目保存。</translation>
    </message>
</context>
<context>
    <name>NothingYet</name>
    <message>
        <source>Go to Corpus</source>
        <translation>转到语料</translation>
    </message>
    <message>
        <source>There are no sentences to label yet</source>
        <translation>还没有可标注的句子</translation>
    </message>
    <message>
        <source>Import a file or generate some on the Corpus page.</source>
        <translation>请在“语料”页导入文件或生成句子。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>An import was cut off when the program ended, and has been taken back.</source>
        <translation>程序结束时有一次导入被中断，现已撤回。</translation>
    </message>
    <message>
        <source>{name} lies in a shared folder: saving is slower there. Keep backups.</source>
        <translation>{name} 位于共享文件夹：保存较慢。请保留备份。</translation>
    </message>
    <message>
        <source>{name} is open for reading only: changes cannot be saved.</source>
        <translation>{name} 以只读方式打开：无法保存更改。</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>This file is of an older version; it is shown as this version has it, and stays as it is.</source>
        <translation>此文件来自较旧版本；按本版本的方式显示，文件保持原样。</translation>
    </message>
    <message>
        <source>Converted from version {version}. The old file could not be kept: {problem}</source>
        <translation>已从版本 {version} 转换。旧文件未能保留：{problem}</translation>
    </message>
    <message>
        <source>Converted from version {version}. The old file is kept at {path}.</source>
        <translation>已从版本 {version} 转换。旧文件保留在 {path}。</translation>
    </message>
    <message>
        <source>The last change cannot be saved, and none can be made until it is. {problem}</source>
        <translation>上一次更改无法保存，在保存之前不能再作更改。{problem}</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Still not saved</source>
        <translation>仍未保存</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Opening a copy of {name}</source>
        <translation>正在打开 {name} 的副本</translation>
    </message>
    <message>
        <source>Creating {name}</source>
        <translation>正在创建 {name}</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Making the sample</source>
        <translation>正在生成样例</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>Outlets</name>
    <message>
        <source>Models (*.safetensors *.onnx)</source>
        <translation>模型 (*.safetensors *.onnx)</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>正在导出 {name}</translation>
    </message>
    <message>
        <source>Save the tagged text</source>
        <translation>保存已标记的文本</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>{name} 已写入。</translation>
    </message>
</context>
<context>
    <name>PaceLine</name>
    <message>
        <source>How fast you label</source>
        <translation>标注速度</translation>
    </message>
    <message>
        <source>Measured on the last sentences; pauses do not count, and nothing is kept or sent.</source>
        <translation>按最近的句子计算；停顿不计入，不保存也不发送任何数据。</translation>
    </message>
    <message>
        <source>{n} words a minute</source>
        <translation>每分钟 {n} 词</translation>
    </message>
    <message>
        <source>{n} a sentence</source>
        <translation>每句 {n}</translation>
    </message>
    <message>
        <source>{n} keys a label</source>
        <translation>每个标签 {n} 次按键</translation>
    </message>
    <message>
        <source>about {n} left</source>
        <translation>约剩 {n}</translation>
    </message>
    <message>
        <source>tokens a second</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Measure speed</source>
        <translation>测量速度</translation>
    </message>
    <message>
        <source>Trains for a few seconds on this machine; what is learnt is not kept.</source>
        <translation>在本机训练几秒钟；学到的内容不保留。</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>measured {clock}, before a change</source>
        <translation>{clock} 测量，此后有更改</translation>
    </message>
    <message>
        <source>measured {clock}</source>
        <translation>{clock} 测量</translation>
    </message>
</context>
<context>
    <name>Paces</name>
    <message>
        <source>strategy {number} of {total}</source>
        <translation>策略 {number}/{total}</translation>
    </message>
    <message>
        <source>Measuring tokens a second</source>
        <translation>正在测量每秒词元数</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>Find an action by name</source>
        <translation>按名称查找操作</translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation>找到的操作</translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message>
        <source>The tensors of one batch in the order data meets them</source>
        <translation>一个批次的张量，按数据经过的顺序排列</translation>
    </message>
</context>
<context>
    <name>PointMap</name>
    <message>
        <source>no label</source>
        <translation>无标签</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Tagscope default</source>
        <translation>Tagscope 默认</translation>
    </message>
    <message>
        <source>The question, 2016</source>
        <translation>2016 年的提问</translation>
    </message>
    <message>
        <source>One-hot and cross-entropy</source>
        <translation>独热与交叉熵</translation>
    </message>
    <message>
        <source>Stateful</source>
        <translation>保留状态</translation>
    </message>
    <message>
        <source>Random subsequences</source>
        <translation>随机子序列</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>微型</translation>
    </message>
    <message>
        <source>your own options</source>
        <translation>自定义选项</translation>
    </message>
</context>
<context>
    <name>PriceTable</name>
    <message>
        <source>batches an epoch</source>
        <translation>每轮次批次数</translation>
    </message>
    <message>
        <source>padded cells</source>
        <translation>填充单元格</translation>
    </message>
    <message>
        <source>tokens cut off</source>
        <translation>截去的词元</translation>
    </message>
    <message>
        <source>sentences cut</source>
        <translation>被截断的句子</translation>
    </message>
    <message>
        <source>distinct shapes</source>
        <translation>不同形状数</translation>
    </message>
    <message>
        <source>bytes an epoch</source>
        <translation>每轮次字节数</translation>
    </message>
    <message>
        <source>largest batch</source>
        <translation>最大批次</translation>
    </message>
</context>
<context>
    <name>QueueDesk</name>
    <message>
        <source>Asking the model about every sentence</source>
        <translation>正在就每个句子询问模型</translation>
    </message>
    <message>
        <source>There is no further sentence in this queue.</source>
        <translation>本队列中没有更多句子。</translation>
    </message>
    <message>
        <source>None yet: on Train, click a cell of the confusion matrix.</source>
        <translation>尚无：请在“训练”页单击混淆矩阵的单元格。</translation>
    </message>
    <message>
        <source>The model is being asked about every sentence; the queue fills meanwhile.</source>
        <translation>正在就每个句子询问模型；队列会随之填充。</translation>
    </message>
    <message>
        <source>Needs a model of this layer that the project keeps: train one first.</source>
        <translation>需要项目中保存有该层的模型：请先训练一个。</translation>
    </message>
    <message>
        <source>The model has not been asked about every sentence.</source>
        <translation>尚未就每个句子询问模型。</translation>
    </message>
    <message>
        <source>Ask it now</source>
        <translation>现在询问</translation>
    </message>
    <message>
        <source>Five small models are being trained; the status bar says how far.</source>
        <translation>正在训练五个小模型；进度见状态栏。</translation>
    </message>
    <message>
        <source>Look anew</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>{n} of {judged} labels are suspicious.</source>
        <translation>{judged} 个标签中有 {n} 个可疑。</translation>
    </message>
    <message>
        <source>Trains five small models, each on four fifths of train: some minutes.</source>
        <translation>训练五个小模型，每个使用训练集的五分之四：需要几分钟。</translation>
    </message>
    <message>
        <source>Look for suspicious labels</source>
        <translation>查找可疑标签</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>Least certain: one token</source>
        <translation>最不确定：单个词元</translation>
    </message>
    <message>
        <source>Least certain: all tokens</source>
        <translation>最不确定：全部词元</translation>
    </message>
    <message>
        <source>Least certain: best two labels</source>
        <translation>最不确定：前两个标签</translation>
    </message>
    <message>
        <source>Model against human</source>
        <translation>模型与人工对比</translation>
    </message>
    <message>
        <source>Suspicious labels</source>
        <translation>可疑标签</translation>
    </message>
    <message>
        <source>Search result</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Chosen on another page</source>
        <translation>在其他页选择的句子</translation>
    </message>
    <message>
        <source>Which sentence comes next</source>
        <translation>接下来是哪个句子</translation>
    </message>
    <message>
        <source>word, label:PER, len&gt;80, p&lt;0.6 …</source>
        <translation>词, label:PER, len&gt;80, p&lt;0.6 …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>number {n} of this queue</source>
        <translation>本队列第 {n} 个</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>RateView</name>
    <message>
        <source>Try rates</source>
        <translation>试学习率</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>正在试学习率</translation>
    </message>
    <message>
        <source>The network is being built …</source>
        <translation>正在构建网络…</translation>
    </message>
    <message>
        <source>Try rates takes two hundred steps with a fresh network, each with a larger learning rate than the last, and shows where the loss falls fastest and where it breaks. Nothing of it is kept.</source>
        <translation>“试学习率”用全新的网络训练两百步，每步的学习率都比上一步大，并显示损失在何处下降最快、在何处失控。过程中不保留任何内容。</translation>
    </message>
    <message>
        <source>The loss never fell: check labels and options before the rate.</source>
        <translation>损失从未下降：请先检查标签和选项，再检查学习率。</translation>
    </message>
    <message>
        <source>Too few steps to say anything; try again and let it go on.</source>
        <translation>步数太少，无法得出结论；请重试并等待其完成。</translation>
    </message>
    <message>
        <source>Which learning rate suits these sentences and options?</source>
        <translation>哪种学习率适合这些句子和选项？</translation>
    </message>
    <message>
        <source>The loss falls fastest at {rate}; it is lowest at {lowest}</source>
        <translation>损失在 {rate} 处下降最快；在 {lowest} 处最低</translation>
    </message>
    <message>
        <source> and rises beyond.</source>
        <translation>，此后上升。</translation>
    </message>
    <message>
        <source>; it did not rise before the end.</source>
        <translation>；直到结束也没有上升。</translation>
    </message>
    <message>
        <source>This rate is in use.</source>
        <translation>正在使用此学习率。</translation>
    </message>
    <message>
        <source>running mean of the loss</source>
        <translation>损失的滑动平均</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>Loss at rising learning rates</source>
        <translation>学习率递增时的损失</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>loss per token</source>
        <translation>每词元损失</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Looking for backups</source>
        <translation>正在查找备份</translation>
    </message>
    <message>
        <source>Put the backup of {time} in the place of {name}?</source>
        <translation>用 {time} 的备份替换 {name}？</translation>
    </message>
    <message>
        <source>The file that is there now is kept beside it.</source>
        <translation>现有文件保留在旁边。</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Putting {name} back</source>
        <translation>正在恢复 {name}</translation>
    </message>
    <message>
        <source>Putting labels back</source>
        <translation>正在恢复标签</translation>
    </message>
    <message>
        <source>Reading what is left of {name}</source>
        <translation>正在读取 {name} 的剩余内容</translation>
    </message>
    <message>
        <source>Read what is left of the file</source>
        <translation>读取文件的剩余内容</translation>
    </message>
    <message>
        <source>Put what was read in its place</source>
        <translation>用读出的内容替换</translation>
    </message>
    <message>
        <source>{name} is back in its place.</source>
        <translation>{name} 已恢复到原位。</translation>
    </message>
    <message>
        <source>What was there is kept as {path}.</source>
        <translation>原有内容保留为 {path}。</translation>
    </message>
    <message>
        <source>{n} tags put back</source>
        <translation>已还原 {n} 个标记</translation>
    </message>
    <message>
        <source>{n} were there</source>
        <translation>{n} 个原已存在</translation>
    </message>
    <message>
        <source>{n} have been set otherwise meanwhile and stay</source>
        <translation>{n} 个在此期间已另行设置，保持不变</translation>
    </message>
    <message>
        <source>{n} sentences are no longer there</source>
        <translation>{n} 个句子已不存在</translation>
    </message>
    <message>
        <source>{n} are of a layer in another scheme now</source>
        <translation>{n} 个所属的层现已改用其他标注方案</translation>
    </message>
    <message>
        <source>{n} lines could not be read</source>
        <translation>{n} 行无法读取</translation>
    </message>
</context>
<context>
    <name>Repeats</name>
    <message>
        <source>The same words stand nowhere further on without a label.</source>
        <translation>后面没有同样的词尚未标注。</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What was there</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>处理方式</translation>
    </message>
</context>
<context>
    <name>ReportTable</name>
    <message>
        <source>Lines that break the rules of the format</source>
        <translation>不合格式的行</translation>
    </message>
</context>
<context>
    <name>RetokenisePanel</name>
    <message>
        <source>Cut into tokens anew</source>
        <translation>重新切分词元</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>words and punctuation</source>
        <translation>词和标点</translation>
    </message>
    <message>
        <source>at blanks</source>
        <translation>按空白切分</translation>
    </message>
    <message>
        <source>at blanks, Han and Kana by character</source>
        <translation>按空白切分，汉字和假名按字符切分</translation>
    </message>
    <message>
        <source>a token a character</source>
        <translation>每个字符一个词元</translation>
    </message>
    <message>
        <source>only split tokens, never join them</source>
        <translation>只拆分词元，从不合并</translation>
    </message>
    <message>
        <source>Every sentence is cut like this already.</source>
        <translation>所有句子都已按此方式切分。</translation>
    </message>
    <message>
        <source>{sentences} sentences would change; tokens: {tokens}.</source>
        <translation>{sentences} 个句子将改变；词元：{tokens}。</translation>
    </message>
    <message>
        <source>{count} would stay, because their tokens would be too many or too long.</source>
        <translation>{count} 个将保留原样，因为其词元会过多或过长。</translation>
    </message>
</context>
<context>
    <name>Rework</name>
    <message>
        <source>Repair illegal tags</source>
        <translation>修复非法标记</translation>
    </message>
</context>
<context>
    <name>RowChoice</name>
    <message>
        <source>Sentence of the batch</source>
        <translation>批次中的句子</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
</context>
<context>
    <name>RunButtons</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Begins with these options when what goes on has ended</source>
        <translation>当前的任务结束后，以这些选项开始</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>RunCharts</name>
    <message>
        <source>batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Loss per token</source>
        <translation>每词元损失</translation>
    </message>
    <message>
        <source>Scores on dev</source>
        <translation>开发集得分</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Length of the gradient</source>
        <translation>梯度的长度</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>What the lowest plot shows</source>
        <translation>最下方图表显示的内容</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>dev</source>
        <translation>开发集</translation>
    </message>
    <message>
        <source>with padding</source>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>without O</source>
        <translation>不计 O</translation>
    </message>
    <message>
        <source>entity F1</source>
        <translation>实体 F1</translation>
    </message>
    <message>
        <source>{run}, train</source>
        <translation>{run}，训练集</translation>
    </message>
</context>
<context>
    <name>RunQueue</name>
    <message>
        <source>There is no layer {layer} any more: a waiting run is left out.</source>
        <translation>图层 {layer} 已不存在：有一次等待中的训练被略去。</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs; a tick lays a run over the plots</source>
        <translation>训练记录；勾选后叠加到图中</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>run {number}, {time}</source>
        <translation>训练 {number}，{time}</translation>
    </message>
    <message>
        <source>Labels that only dev has count as errors: {labels}</source>
        <translation>仅开发集中有的标签算作错误：{labels}</translation>
    </message>
    <message>
        <source>This run needs {needed} MB of memory at the least, of {room}; it stops if they run short.</source>
        <translation>本次训练至少需要 {needed} MB 内存，可用 {room} MB；内存不足时会停止。</translation>
    </message>
    <message>
        <source>The run goes on, but could not be resumed after a crash: {error}</source>
        <translation>训练仍在继续，但崩溃后将无法恢复：{error}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped early: dev no longer got better</source>
        <translation>提前停止：开发集得分不再提高</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>stopped: memory ran short</source>
        <translation>已停止：内存不足</translation>
    </message>
    <message>
        <source>no longer a number: the loss of batch {step} at learning rate {rate}</source>
        <translation>不再是有效数值：批次 {step} 的损失，学习率 {rate}</translation>
    </message>
    <message>
        <source>{reason} after {time}; weights of epoch {epoch} kept</source>
        <translation>{reason}，用时 {time}；保留轮次 {epoch} 的权重</translation>
    </message>
    <message>
        <source>{reason} after {time}; weights of the unfinished epoch kept</source>
        <translation>{reason}，用时 {time}；保留了未完成一轮的权重</translation>
    </message>
    <message>
        <source>{reason} after {time}; nothing was learnt</source>
        <translation>{reason}，用时 {time}；没有学到任何内容</translation>
    </message>
    <message>
        <source>Take smaller batches, shorter rows (windows, or a longest row) or fewer units.</source>
        <translation>请使用更小的批次、更短的行（窗口，或限制最长行）或更少的单元。</translation>
    </message>
    <message>
        <source>Try a smaller learning rate, or clip gradients.</source>
        <translation>请尝试更小的学习率，或裁剪梯度。</translation>
    </message>
    <message>
        <source>stopped before anything was learnt</source>
        <translation>尚未学习即已停止</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>正在保存模型</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs} · batch {step} of {steps}</source>
        <translation>第 {epoch}/{epochs} 轮 · 批次 {step}/{steps}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>at most {time} left</source>
        <translation>最多还需 {time}</translation>
    </message>
    <message>
        <source>then {n} more runs</source>
        <translation>之后还有 {n} 次训练</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Dark: counts in the loss. Pale: read, but for context alone. Red: in no row of this epoch.</source>
        <translation>深色：计入损失。浅色：会读取，但仅作为上下文。红色：本轮不在任何行中。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>This row is empty: its strip has ended.</source>
        <translation>此行为空：它的条带已结束。</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>epoch {epoch} cuts {rows} rows out of this {what} of {count} tokens: {unread} are in no row, {twice} in more than one</source>
        <translation>第 {epoch} 轮从这个有 {count} 个词元的{what}中切出 {rows} 行：{unread} 个不在任何行中，{twice} 个在不止一行中</translation>
    </message>
    <message>
        <source>“{token}”, token {place}: read {read} times, counted {counted} times</source>
        <translation>“{token}”，第 {place} 个词元：读取 {read} 次，计入 {counted} 次</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>The last change could not be saved; until it is, nothing else can be changed.</source>
        <translation>上一次更改未能保存；保存之前不能更改其他内容。</translation>
    </message>
    <message>
        <source>Mend what the message above says, then press Retry.</source>
        <translation>请先解决上述消息中的问题，然后按“重试”。</translation>
    </message>
    <message>
        <source>is open for reading only.</source>
        <translation>以只读方式打开。</translation>
    </message>
    <message>
        <source>Save a copy, and open that to change it.</source>
        <translation>保存一份副本并打开，即可修改。</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>this sentence</source>
        <translation>此句子</translation>
    </message>
    <message>
        <source>this document</source>
        <translation>此文档</translation>
    </message>
    <message>
        <source>the whole corpus</source>
        <translation>整个语料</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>Use the best</source>
        <translation>使用最佳</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>训练次数</translation>
    </message>
    <message>
        <source> trainings</source>
        <translation> 次训练</translation>
    </message>
    <message>
        <source>Searching for options</source>
        <translation>正在搜索选项</translation>
    </message>
    <message>
        <source>training {number} of {total}</source>
        <translation>训练 {number}/{total}</translation>
    </message>
    <message>
        <source>run {n}, search {number}</source>
        <translation>训练 {n}，搜索 {number}</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>正在保存模型</translation>
    </message>
    <message>
        <source>The first training is going on; the status bar says how far.</source>
        <translation>第一次训练正在进行；进度见状态栏。</translation>
    </message>
    <message>
        <source>Search trains many times with other learning rates, units, dropouts and batch sizes, the options on the left first, gives up what falls behind, and keeps every training as a run: Compare lists them. It runs in the background.</source>
        <translation>搜索会以不同的学习率、单元数、dropout 和批次大小训练多次，从左侧的选项开始，放弃落后的，并把每次训练都保存下来：在“比较”中列出。它在后台运行。</translation>
    </message>
    <message>
        <source>Which options score best on dev?</source>
        <translation>哪些选项在开发集上得分最高？</translation>
    </message>
    <message>
        <source>Best so far {score}: {values}. {n} trainings, {given_up} of them given up.</source>
        <translation>目前最佳 {score}：{values}。共 {n} 次训练，其中 {given_up} 次被放弃。</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>each training</source>
        <translation>每次训练</translation>
    </message>
    <message>
        <source>span F1 on dev</source>
        <translation>开发集片段 F1</translation>
    </message>
    <message>
        <source>accuracy on dev</source>
        <translation>开发集准确率</translation>
    </message>
    <message>
        <source>Search in {layer}</source>
        <translation>在 {layer} 中搜索</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>目前最佳</translation>
    </message>
</context>
<context>
    <name>SentenceLine</name>
    <message>
        <source>The tokens of the row</source>
        <translation>此行的词元</translation>
    </message>
</context>
<context>
    <name>SentenceList</name>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
</context>
<context>
    <name>SentenceModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>unlabelled {n}</source>
        <translation>未标注 {n}</translation>
    </message>
</context>
<context>
    <name>SentencePanel</name>
    <message>
        <source>Next unlabelled</source>
        <translation>下一个未标注</translation>
    </message>
    <message>
        <source>Go to the next token without a label (Ctrl+Enter)</source>
        <translation>转到下一个没有标签的词元 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>{count} sentence</source>
        <translation>{count} 个句子</translation>
    </message>
    <message>
        <source>{count} sentences</source>
        <translation>{count} 个句子</translation>
    </message>
</context>
<context>
    <name>SentenceTable</name>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
</context>
<context>
    <name>ShapeCardView</name>
    <message>
        <source>one number</source>
        <translation>一个数值</translation>
    </message>
</context>
<context>
    <name>SourceForm</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>字符编码</translation>
    </message>
    <message>
        <source>Columns parted by</source>
        <translation>列分隔符</translation>
    </message>
    <message>
        <source>First row names the columns</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>Cut into tokens</source>
        <translation>切分为词元</translation>
    </message>
    <message>
        <source>A sentence is</source>
        <translation>句子单位</translation>
    </message>
    <message>
        <source>please choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>See your sentences as tensors, train a tagger on them, and tag.</source>
        <translation>把句子看作张量，用它们训练标记器，然后进行标记。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用样例</translation>
    </message>
    <message>
        <source>Our own small labelled corpus, ready to train</source>
        <translation>自带的小型已标注语料，可直接训练</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>CoNLL, CoNLL-U, CSV or plain text; or drop it here</source>
        <translation>CoNLL、CoNLL-U、CSV 或纯文本；也可拖放到此处</translation>
    </message>
    <message>
        <source>Generate data</source>
        <translation>生成数据</translation>
    </message>
    <message>
        <source>Endless labelled sentences whose rule you know</source>
        <translation>无穷无尽、规则已知的已标注句子</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Go on where you stopped</source>
        <translation>从上次停下的地方继续</translation>
    </message>
    <message>
        <source>No network, no account: everything stays on this computer.</source>
        <translation>无需联网，无需账号：一切都留在本机。</translation>
    </message>
    <message>
        <source>New to LSTMs? Eight steps to begin with</source>
        <translation>初识 LSTM？从八步开始</translation>
    </message>
</context>
<context>
    <name>StatisticsPanel</name>
    <message>
        <source>Show the sentences that are cut</source>
        <translation>显示被截断的句子</translation>
    </message>
    <message>
        <source>Sentence lengths</source>
        <translation>句子长度</translation>
    </message>
    <message>
        <source>Labels of {layer}</source>
        <translation>{layer} 的标签</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>{n} with unlabelled tokens</source>
        <translation>{n} 个句子含未标注词元</translation>
    </message>
    <message>
        <source>comparing the splits …</source>
        <translation>正在比较各数据集 …</translation>
    </message>
    <message>
        <source>nothing to compare train with yet</source>
        <translation>还没有可与训练集比较的数据</translation>
    </message>
    <message>
        <source>{n} of dev and test stand in train too</source>
        <translation>开发集与测试集中有 {n} 个句子也在训练集中</translation>
    </message>
    <message>
        <source>{share} of dev and test tokens are words that train never shows</source>
        <translation>开发集与测试集的词元有 {share} 是训练集中未出现的词</translation>
    </message>
    <message>
        <source>the splits have not been compared</source>
        <translation>尚未比较各数据集</translation>
    </message>
    <message>
        <source>{limit} keeps {share} of tokens, cuts {n} sentences</source>
        <translation>上限 {limit} 保留 {share} 的词元，截断 {n} 个句子</translation>
    </message>
    <message>
        <source>{limit} keeps {share} of tokens, cuts 1 sentence</source>
        <translation>上限 {limit} 保留 {share} 的词元，截断 1 个句子</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>{time} 已保存</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>backup {time}</source>
        <translation>备份 {time}</translation>
    </message>
    <message>
        <source>{n} sentences</source>
        <translation>{n} 个句子</translation>
    </message>
    <message>
        <source>{n} tokens</source>
        <translation>{n} 个词元</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 项</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Your sentences as tensors, in eight steps</source>
        <translation>八步看懂你的句子如何变成张量</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>To Train</source>
        <translation>前往“训练”页</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Fill in where both agree</source>
        <translation>填入双方一致的标签</translation>
    </message>
    <message>
        <source>Back to the figures</source>
        <translation>返回统计</translation>
    </message>
    <message>
        <source>take the first</source>
        <translation>采用第一个</translation>
    </message>
    <message>
        <source>take the second</source>
        <translation>采用第二个</translation>
    </message>
    <message>
        <source>previous, next</source>
        <translation>上一个、下一个</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Take {name}  ({key})</source>
        <translation>采用 {name}（{key}）</translation>
    </message>
    <message>
        <source>Looking for disagreements</source>
        <translation>正在查找分歧</translation>
    </message>
    <message>
        <source>Filling in where both agree</source>
        <translation>正在填入双方一致的标签</translation>
    </message>
    <message>
        <source>Everything both agree on is in the curated layer.</source>
        <translation>双方一致的内容均已在裁定层中。</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Looking for disagreements…</source>
        <translation>正在查找分歧…</translation>
    </message>
    <message>
        <source>They agree wherever both have labelled.</source>
        <translation>凡两人都标注之处，均一致。</translation>
    </message>
    <message>
        <source>Disagreement {number} of {count}</source>
        <translation>第 {number} 处分歧，共 {count} 处</translation>
    </message>
    <message>
        <source>{left} of {count} left</source>
        <translation>剩余 {left}/{count}</translation>
    </message>
    <message>
        <source>every one of {count} is decided</source>
        <translation>全部 {count} 处均已裁定</translation>
    </message>
</context>
<context>
    <name>StrategiesView</name>
    <message>
        <source>Comparing strategies</source>
        <translation>正在比较策略</translation>
    </message>
    <message>
        <source>The same sentences under each strategy. In the pictures of the first batch time runs to the right, all in one scale: each row is read from left to right, hatched cells are padding, and the shade changes where another sentence begins.</source>
        <translation>相同的句子，采用不同的策略。在首个批次的图中，时间向右推进，比例一致：每一行从左到右读取，带斜线的单元格是填充，底色变化处换到另一个句子。</translation>
    </message>
    <message>
        <source>strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>first batch</source>
        <translation>首个批次</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>tokens
left out</source>
        <translation>略去的
词元</translation>
    </message>
    <message>
        <source>batches
an epoch</source>
        <translation>每轮
批次</translation>
    </message>
    <message>
        <source>largest
batch</source>
        <translation>最大
批次</translation>
    </message>
    <message>
        <source>rows that read
beyond a sentence</source>
        <translation>读到句子
之外的行</translation>
    </message>
    <message>
        <source>tokens
a second</source>
        <translation>词元
每秒</translation>
    </message>
    <message>
        <source>Strategies against padding</source>
        <translation>策略与填充</translation>
    </message>
    <message>
        <source>Strategies</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>{rate}
before a change</source>
        <translation>{rate}
此后有更改</translation>
    </message>
    <message>
        <source>{rate}
at {clock}</source>
        <translation>{rate}
于 {clock}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Set the controls: {strategy}</source>
        <translation>设置控件：{strategy}</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>停止测量</translation>
    </message>
    <message>
        <source>Measure tokens a second</source>
        <translation>测量每秒词元数</translation>
    </message>
    <message>
        <source>Tokens a second: labelled tokens learnt from, on this machine, in {seconds:g} s of training each on batches from all over the epoch</source>
        <translation>每秒词元数：本机上每秒学习的有标签词元，每种策略训练 {seconds:g} 秒，批次取自整轮</translation>
    </message>
</context>
<context>
    <name>StripChain</name>
    <message>
        <source>Windows of the strip and the state between them</source>
        <translation>条带的窗口及其间的状态</translation>
    </message>
    <message>
        <source>batch {number} · {count} tokens</source>
        <translation>批次 {number} · {count} 个词元</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>starts at 0</source>
        <translation>从 0 开始</translation>
    </message>
    <message>
        <source>carried →</source>
        <translation>延续 →</translation>
    </message>
</context>
<context>
    <name>StripView</name>
    <message>
        <source>token {number} of {count}: {token}, label {label}</source>
        <translation>第 {number}/{count} 个词元：{token}，标签 {label}</translation>
    </message>
    <message>
        <source>token {number} of {count}: {token}, unlabelled</source>
        <translation>第 {number}/{count} 个词元：{token}，未标注</translation>
    </message>
    <message>
        <source>token {number} of {count}: {token}, outside</source>
        <translation>第 {number}/{count} 个词元：{token}，片段之外</translation>
    </message>
    <message>
        <source>Tokens of the sentence</source>
        <translation>句子的词元</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
</context>
<context>
    <name>StripsView</name>
    <message>
        <source>Following the strip</source>
        <translation>正在跟随条带</translation>
    </message>
    <message>
        <source>Strips</source>
        <translation>条带</translation>
    </message>
    <message>
        <source>Here every row starts afresh: nothing is remembered from one batch to the next.
Choose “A row is: a carried strip” on the right to see text go on from batch to batch.</source>
        <translation>这里每一行都重新开始：批次之间不记住任何内容。
在右侧选择“一行为：延续的条带”，可看到文本从一个批次延续到下一个。</translation>
    </message>
    <message>
        <source>This strip has ended: the row is empty in this batch.</source>
        <translation>此条带已结束：在这个批次中该行为空。</translation>
    </message>
    <message>
        <source>row {row} goes on where batch {before} ended: the forward LSTM starts with |h| = {hidden}, |c| = {cell}; the backward LSTM always starts at 0</source>
        <translation>第 {row} 行从批次 {before} 结束处继续：前向 LSTM 以 |h| = {hidden}、|c| = {cell} 开始；反向 LSTM 总是从 0 开始</translation>
    </message>
    <message>
        <source>row {row} starts a new text here: its state is reset to 0</source>
        <translation>第 {row} 行在此开始一篇新文本：其状态重置为 0</translation>
    </message>
</context>
<context>
    <name>Subject</name>
    <message>
        <source>Computing a row</source>
        <translation>正在计算一行</translation>
    </message>
</context>
<context>
    <name>Suggesting</name>
    <message>
        <source>Getting the model ready to suggest</source>
        <translation>正在准备模型以给出建议</translation>
    </message>
    <message>
        <source>Asking the model about a long sentence</source>
        <translation>正在就一个长句询问模型</translation>
    </message>
    <message>
        <source>Every token has a label already.</source>
        <translation>所有词元都已有标签。</translation>
    </message>
</context>
<context>
    <name>Surroundings</name>
    <message>
        <source>Sentences before</source>
        <translation>前面的句子</translation>
    </message>
    <message>
        <source>Sentences after</source>
        <translation>后面的句子</translation>
    </message>
</context>
<context>
    <name>Suspicions</name>
    <message>
        <source>No further suspicious label is open.</source>
        <translation>没有其他待处理的可疑标签。</translation>
    </message>
    <message>
        <source>Labelled {given}, which the model finds {confidence} likely; it sees {believed}, {share}.</source>
        <translation>已标注为 {given}，模型认为其可能性为 {confidence}；模型判断为 {believed}，{share}。</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>片段之外</translation>
    </message>
</context>
<context>
    <name>SweepPanel</name>
    <message>
        <source>Labels that cannot be carried along as they are</source>
        <translation>无法原样沿用的标签</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计 …</translation>
    </message>
    <message>
        <source>Counting what would change</source>
        <translation>正在统计将更改的内容</translation>
    </message>
    <message>
        <source>The counting was stopped: choose a scope to begin again.</source>
        <translation>计数已停止：选择一个范围以重新开始。</translation>
    </message>
    <message>
        <source>At work …</source>
        <translation>正在处理…</translation>
    </message>
</context>
<context>
    <name>TagPage</name>
    <message>
        <source>Add to corpus</source>
        <translation>加入语料</translation>
    </message>
    <message>
        <source>Text to tag, one sentence a line</source>
        <translation>要标记的文本，每行一个句子</translation>
    </message>
    <message>
        <source>Type or paste a sentence; each line is one</source>
        <translation>输入或粘贴句子，每行一句</translation>
    </message>
    <message>
        <source>The labels appear here as you type</source>
        <translation>输入时标签会显示在这里</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Fine-tune the model</source>
        <translation>微调模型</translation>
    </message>
    <message>
        <source>Open a model file …</source>
        <translation>打开模型文件 …</translation>
    </message>
    <message>
        <source>Export the model …</source>
        <translation>导出模型 …</translation>
    </message>
    <message>
        <source>Save the tagged text …</source>
        <translation>保存已标记的文本 …</translation>
    </message>
    <message>
        <source>Add the tagged sentence to the corpus</source>
        <translation>将已标记的句子加入语料</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Save the tagged text</source>
        <translation>保存已标记的文本</translation>
    </message>
    <message>
        <source>There is no model yet. Train one on the Train page, or open a model file.</source>
        <translation>还没有模型。请在“训练”页训练一个，或打开模型文件。</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Tags {layer} with {labels} labels. Trained for {epochs} epochs; {score} on dev.</source>
        <translation>标记层 {layer}，共 {labels} 个标签。已训练 {epochs} 个轮次；开发集得分 {score}。</translation>
    </message>
    <message>
        <source>Loading the model was stopped. Leave this page and come back to load it.</source>
        <translation>模型的加载已停止。离开此页再回来即可重新加载。</translation>
    </message>
    <message>
        <source>line {line} of {count}</source>
        <translation>第 {line}/{count} 行</translation>
    </message>
    <message>
        <source>Tagging a long line</source>
        <translation>正在标记长行</translation>
    </message>
    <message>
        <source>This network gives one number, {score}; rounded, it is the number of the label.</source>
        <translation>此网络输出一个数值 {score}；四舍五入后即为标签的编号。</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>键入</translation>
    </message>
    <message>
        <source>Add a sentence</source>
        <translation>添加句子</translation>
    </message>
    <message>
        <source>Added to the corpus, for training: {text}</source>
        <translation>已加入语料，用于训练：{text}</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>模型 (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>Tape</name>
    <message>
        <source>Tape: type a letter of the label for each token; Backspace takes the last one back</source>
        <translation>连续标注：为每个词元键入标签的字母；按 Backspace 收回上一个</translation>
    </message>
    <message>
        <source>Tape: after each label, the next words that look like a name are selected</source>
        <translation>连续标注：每次设置标签后，自动选中后面像名称的词</translation>
    </message>
</context>
<context>
    <name>TensorPage</name>
    <message>
        <source>Previous batch</source>
        <translation>上一批次</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>下一批次</translation>
    </message>
    <message>
        <source>Use this encoding for training</source>
        <translation>用此编码训练</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>There are no labelled sentences yet. Import or generate some on the Corpus page.</source>
        <translation>还没有已标注的句子。请在“语料”页导入或生成。</translation>
    </message>
    <message>
        <source>Looking up tokens</source>
        <translation>正在查找词元</translation>
    </message>
    <message>
        <source>Looking the tokens up was stopped. Leave this page and come back to begin again.</source>
        <translation>词元的查找已停止。离开此页再回来即可重新开始。</translation>
    </message>
    <message>
        <source>No sentence is meant for training. Set the split of some on the Corpus page.</source>
        <translation>没有用于训练的句子。请在“语料”页为句子指定数据集。</translation>
    </message>
    <message>
        <source>batch {number} of {count}</source>
        <translation>第 {number}/{count} 批次</translation>
    </message>
    <message>
        <source>made of the first {n} sentences alone</source>
        <translation>仅由前 {n} 个句子组成</translation>
    </message>
    <message>
        <source>{n} of them cut after {longest} tokens</source>
        <translation>其中 {n} 个在 {longest} 个词元后截断</translation>
    </message>
</context>
<context>
    <name>Tidying</name>
    <message>
        <source>Tidying up</source>
        <translation>正在整理</translation>
    </message>
</context>
<context>
    <name>TokenGrid</name>
    <message>
        <source>Grid of the batch: sentences down, timesteps across</source>
        <translation>批次网格：纵向为句子，横向为时间步</translation>
    </message>
</context>
<context>
    <name>TokenSplitter</name>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Arrows move the cut, Enter splits, Esc leaves</source>
        <translation>方向键移动切分处，Enter 拆分，Esc 退出</translation>
    </message>
    <message>
        <source>Split into {first} and {second}</source>
        <translation>拆分为 {first} 和 {second}</translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>the model: {tag}, {share}</source>
        <translation>模型：{tag}，{share}</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with the chosen run to what it would have reached undisturbed</source>
        <translation>继续所选的训练，到达未中断时会得到的结果</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>More data</source>
        <translation>更多数据</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Show the options, or give their room to what is in the middle</source>
        <translation>显示选项，或把它们的位置让给中间的内容</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Pause or resume the run</source>
        <translation>暂停或继续训练</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止训练</translation>
    </message>
    <message>
        <source>Learns {layer} from {n} fresh sentences an epoch, judged on {dev} generated once.</source>
        <translation>每轮用 {n} 个新句子学习 {layer}，用一次生成的 {dev} 个句子评判。</translation>
    </message>
    <message>
        <source>There is nothing to learn yet: import or generate labelled sentences on the Corpus page.</source>
        <translation>还没有可学习的内容：请在“语料”页导入或生成已标注的句子。</translation>
    </message>
    <message>
        <source>Learns {layer} from {train} sentences, judged on {dev} of dev.</source>
        <translation>用 {train} 个句子学习 {layer}，用开发集的 {dev} 个句子评估。</translation>
    </message>
</context>
<context>
    <name>UnitList</name>
    <message>
        <source>Units that follow the label most</source>
        <translation>最跟随该标签的单元</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>单元 {number}</translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Computing the batch</source>
        <translation>正在计算批次</translation>
    </message>
    <message>
        <source>Computing losses</source>
        <translation>正在计算损失</translation>
    </message>
    <message>
        <source>How much of the tensor is shown</source>
        <translation>显示张量的多大部分</translation>
    </message>
    <message>
        <source>this sentence</source>
        <translation>此句</translation>
    </message>
    <message>
        <source>the whole batch</source>
        <translation>整个批次</translation>
    </message>
    <message>
        <source>one feature of all</source>
        <translation>所有句子的一个特征</translation>
    </message>
    <message>
        <source>Drag pans. Ctrl and the wheel zoom, with Shift the rows.</source>
        <translation>拖动可平移。Ctrl 加滚轮缩放，加 Shift 缩放行。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>The whole tensor has {size}; one sentence of it is shown.</source>
        <translation>整个张量为 {size}；显示其中一个句子。</translation>
    </message>
    <message>
        <source>Computing {count} rows …</source>
        <translation>正在计算 {count} 行…</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
    <message>
        <source>Rows: the label before. Columns: the label after. Point at a cell.</source>
        <translation>行：前一个标签。列：后一个标签。请指向一格。</translation>
    </message>
    <message>
        <source>{before} → {after}: {value}</source>
        <translation>{before} → {after}：{value}</translation>
    </message>
    <message>
        <source>forbidden by the scheme</source>
        <translation>方案所禁止</translation>
    </message>
    <message>
        <source>PAD</source>
        <translation>PAD</translation>
    </message>
    <message>
        <source>row {row}, timestep {timestep} = the token “{token}”</source>
        <translation>第 {row} 行，时间步 {timestep} = 词元“{token}”</translation>
    </message>
    <message>
        <source>row {row}, timestep {timestep} = padding: no token stands here, and nothing here counts</source>
        <translation>第 {row} 行，时间步 {timestep} = 填充：此处没有词元，这里的一切都不计入</translation>
    </message>
    <message>
        <source>score of {label} = {number}</source>
        <translation>{label} 的得分 = {number}</translation>
    </message>
    <message>
        <source>feature {feature} = {number}</source>
        <translation>特征 {feature} = {number}</translation>
    </message>
</context>
<context>
    <name>ViewTabs</name>
    <message>
        <source>Ways to look at the batch</source>
        <translation>查看批次的各种方式</translation>
    </message>
    <message>
        <source>Save what is shown as a picture or as numbers</source>
        <translation>把所显示的内容保存为图片或数值</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>保存所显示的内容</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>Runs that wait, the next one first</source>
        <translation>等待中的训练，下一个在最前</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>They begin when you let them go on.</source>
        <translation>经您允许后，它们才会开始。</translation>
    </message>
    <message>
        <source>Each begins by itself, with its own options, on the sentences as they are by then.</source>
        <translation>每一个都会自行开始，使用加入时的选项和开始时的句子。</translation>
    </message>
    <message>
        <source>{name}, seed {seed} · {layer}</source>
        <translation>{name}，种子 {seed} · {layer}</translation>
    </message>
    <message>
        <source>Learning curve, {n} seeds · {layer} · {name}</source>
        <translation>学习曲线，{n} 个种子 · {layer} · {name}</translation>
    </message>
    <message>
        <source>Search, {n} trainings · {layer} · {name}</source>
        <translation>搜索，{n} 次训练 · {layer} · {name}</translation>
    </message>
    <message>
        <source>Trial of rates · {layer} · {name}</source>
        <translation>学习率试验 · {layer} · {name}</translation>
    </message>
</context>
<context>
    <name>Walk</name>
    <message>
        <source>Every sentence is labelled.</source>
        <translation>所有句子均已标注。</translation>
    </message>
</context>
<context>
    <name>WaysIn</name>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>生成的数据</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Projects (*.tagscope)</source>
        <translation>项目 (*.tagscope)</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>{name}: wait until the project is open, then drop it again.</source>
        <translation>{name}：请等项目打开后再拖放一次。</translation>
    </message>
    <message>
        <source>{name}: nothing here takes this file.</source>
        <translation>{name}：此处无法使用该文件。</translation>
    </message>
    <message>
        <source>is not there: while a backup was put in its place, the program was ended.</source>
        <translation>不存在：放回备份时程序被终止。</translation>
    </message>
    <message>
        <source>What was there is kept as {path}.</source>
        <translation>原有内容保留为 {path}。</translation>
    </message>
    <message>
        <source>Open a copy to read</source>
        <translation>打开副本阅读</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>WordMapView</name>
    <message>
        <source>Laying out words</source>
        <translation>正在排布词</translation>
    </message>
    <message>
        <source>Words as points: the nearer, the more alike their vectors</source>
        <translation>以点表示的词：越近，向量越相似</translation>
    </message>
    <message>
        <source>Nearest words, by the cosine of the angle between their vectors</source>
        <translation>最近的词，按向量夹角的余弦</translation>
    </message>
    <message>
        <source>Its sentences</source>
        <translation>含有它的句子</translation>
    </message>
    <message>
        <source>Find a word on the map</source>
        <translation>在图上查找词</translation>
    </message>
    <message>
        <source>Find a word</source>
        <translation>查找词</translation>
    </message>
    <message>
        <source>Nearest, by cosine</source>
        <translation>最近的词，按余弦</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Laying out the words …</source>
        <translation>正在排布词…</translation>
    </message>
    <message>
        <source>Two principal components of {n} numbers a word: {shares} of the variance, {total} in all.</source>
        <translation>每词 {n} 个数值的两个主成分：占方差的 {shares}，合计 {total}。</translation>
    </message>
    <message>
        <source>Not trained yet.</source>
        <translation>尚未训练。</translation>
    </message>
    <message>
        <source>{n} words. Wheel zooms, drag pans, Home shows all.</source>
        <translation>{n} 个词。滚轮缩放，拖动平移，Home 显示全部。</translation>
    </message>
    <message>
        <source>{n} rarer ones are left out.</source>
        <translation>略去 {n} 个较少见的词。</translation>
    </message>
    <message>
        <source>Click a point to see which words lie near it.</source>
        <translation>单击一个点，查看哪些词在它附近。</translation>
    </message>
    <message>
        <source>mostly {label}</source>
        <translation>多为 {label}</translation>
    </message>
    <message>
        <source>mostly no label</source>
        <translation>多为无标签</translation>
    </message>
    <message>
        <source>{n} times · {label}</source>
        <translation>{n} 次 · {label}</translation>
    </message>
    <message>
        <source>{word} · {n} times</source>
        <translation>{word} · {n} 次</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>next name</source>
        <translation>下一个名称</translation>
    </message>
    <message>
        <source>next unlabelled</source>
        <translation>下一个未标注</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>所有按键</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>again</source>
        <translation>再次</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>select</source>
        <translation>选择</translation>
    </message>
</context>
<context>
    <name>_FileName</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>batch_grid</name>
    <message>
        <source>row {row}</source>
        <translation>第 {row} 行</translation>
    </message>
</context>
<context>
    <name>carried</name>
    <message>
        <source>{label} “{text}” in {layer}: gone</source>
        <translation>{layer} 中的 {label}“{text}”：已消失</translation>
    </message>
    <message>
        <source>{label} “{text}” in {layer}: now {count} tokens from token {start} on</source>
        <translation>{layer} 中的 {label}“{text}”：现为从第 {start} 个词元起的 {count} 个词元</translation>
    </message>
    <message>
        <source>1 label cannot be carried along as it is</source>
        <translation>有 1 个标签无法原样沿用</translation>
    </message>
    <message>
        <source>{count} labels cannot be carried along as they are</source>
        <translation>有 {count} 个标签无法原样沿用</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>timestep →</source>
        <translation>时间步 →</translation>
    </message>
    <message>
        <source>t →</source>
        <translation>t →</translation>
    </message>
</context>
<context>
    <name>core_sentences</name>
    <message>
        <source>tag 1 token</source>
        <translation>标记 1 个词元</translation>
    </message>
    <message>
        <source>tag {count} tokens</source>
        <translation>标记 {count} 个词元</translation>
    </message>
    <message>
        <source>move 1 sentence to another split</source>
        <translation>将 1 个句子移到另一数据集</translation>
    </message>
    <message>
        <source>move {count} sentences to another split</source>
        <translation>将 {count} 个句子移到另一数据集</translation>
    </message>
    <message>
        <source>add 1 sentence</source>
        <translation>添加 1 个句子</translation>
    </message>
    <message>
        <source>add {count} sentences</source>
        <translation>添加 {count} 个句子</translation>
    </message>
    <message>
        <source>remove 1 sentence</source>
        <translation>移除 1 个句子</translation>
    </message>
    <message>
        <source>remove {count} sentences</source>
        <translation>移除 {count} 个句子</translation>
    </message>
    <message>
        <source>note on a sentence</source>
        <translation>句子备注</translation>
    </message>
    <message>
        <source>import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>remove import {name}</source>
        <translation>移除导入 {name}</translation>
    </message>
    <message>
        <source>add layer {name}</source>
        <translation>添加层 {name}</translation>
    </message>
    <message>
        <source>remove layer {name}</source>
        <translation>移除层 {name}</translation>
    </message>
    <message>
        <source>add 1 label</source>
        <translation>添加 1 个标签</translation>
    </message>
    <message>
        <source>add {count} labels</source>
        <translation>添加 {count} 个标签</translation>
    </message>
    <message>
        <source>remove 1 label</source>
        <translation>移除 1 个标签</translation>
    </message>
    <message>
        <source>remove {count} labels</source>
        <translation>移除 {count} 个标签</translation>
    </message>
    <message>
        <source>rename label {label} to {name}</source>
        <translation>将标签 {label} 重命名为 {name}</translation>
    </message>
    <message>
        <source>colour and key of label {label}</source>
        <translation>标签 {label} 的颜色与按键</translation>
    </message>
    <message>
        <source>labels of {annotator}</source>
        <translation>{annotator} 的标签</translation>
    </message>
    <message>
        <source>decide a disagreement</source>
        <translation>裁定分歧</translation>
    </message>
    <message>
        <source>fill in what two agree on</source>
        <translation>补上两人一致之处</translation>
    </message>
    <message>
        <source>accept suggestion for 1 token</source>
        <translation>接受 1 个词元的建议</translation>
    </message>
    <message>
        <source>accept suggestions for {count} tokens</source>
        <translation>接受 {count} 个词元的建议</translation>
    </message>
    <message>
        <source>split a token</source>
        <translation>拆分词元</translation>
    </message>
    <message>
        <source>merge {count} tokens</source>
        <translation>合并 {count} 个词元</translation>
    </message>
    <message>
        <source>split a sentence</source>
        <translation>拆分句子</translation>
    </message>
    <message>
        <source>merge two sentences</source>
        <translation>合并两个句子</translation>
    </message>
    <message>
        <source>cut tokens anew: {tokenizer}</source>
        <translation>重新切分词元：{tokenizer}</translation>
    </message>
    <message>
        <source>change tokens</source>
        <translation>修改词元</translation>
    </message>
    <message>
        <source>rename layer {layer} to {name}</source>
        <translation>将层 {layer} 重命名为 {name}</translation>
    </message>
    <message>
        <source>write layer {layer} in {scheme}</source>
        <translation>将层 {layer} 转换为 {scheme}</translation>
    </message>
    <message>
        <source>merge {labels} into {into}</source>
        <translation>将 {labels} 合并到 {into}</translation>
    </message>
    <message>
        <source>delete label {label}</source>
        <translation>删除标签 {label}</translation>
    </message>
    <message>
        <source>order labels</source>
        <translation>调整标签顺序</translation>
    </message>
    <message>
        <source>guidelines of layer {layer}</source>
        <translation>层 {layer} 的标注指南</translation>
    </message>
    <message>
        <source>repair tags of layer {layer}</source>
        <translation>修复层 {layer} 的标记</translation>
    </message>
    <message>
        <source>respell tags</source>
        <translation>改写标记</translation>
    </message>
    <message>
        <source>label all identical as {name}</source>
        <translation>将相同词元全部标注为 {name}</translation>
    </message>
    <message>
        <source>restore labels</source>
        <translation>恢复标签</translation>
    </message>
    <message>
        <source>load a label set</source>
        <translation>载入标签集</translation>
    </message>
    <message>
        <source>counting words and labels</source>
        <translation>正在统计词与标签</translation>
    </message>
    <message>
        <source>encoding sentences</source>
        <translation>正在编码句子</translation>
    </message>
    <message>
        <source>building the network</source>
        <translation>正在构建网络</translation>
    </message>
    <message>
        <source>tracing the graph</source>
        <translation>正在追踪计算图</translation>
    </message>
    <message>
        <source>there are no tags</source>
        <translation>没有标记</translation>
    </message>
    <message>
        <source>there is no tag but O</source>
        <translation>除 O 外没有其他标记</translation>
    </message>
    <message>
        <source>{tag} is a tag of no scheme for spans</source>
        <translation>{tag} 不属于任何片段标注方案</translation>
    </message>
    <message>
        <source>prefixes {prefixes}; {count} tags do not fit</source>
        <translation>前缀 {prefixes}；{count} 个标记不符</translation>
    </message>
    <message>
        <source>spaces where TABs part the columns.</source>
        <translation>应以 TAB 分列处为空格。</translation>
    </message>
    <message>
        <source>a row without a token.</source>
        <translation>行中没有词元。</translation>
    </message>
    <message>
        <source>1 column where {wanted} are expected.</source>
        <translation>只有 1 列，应为 {wanted} 列。</translation>
    </message>
    <message>
        <source>{count} columns where {wanted} are expected.</source>
        <translation>有 {count} 列，应为 {wanted} 列。</translation>
    </message>
    <message>
        <source>{count} columns where CoNLL-U has {wanted}.</source>
        <translation>有 {count} 列，CoNLL-U 应为 {wanted} 列。</translation>
    </message>
    <message>
        <source>{count} cells where {wanted} are expected.</source>
        <translation>有 {count} 个单元格，应为 {wanted} 个。</translation>
    </message>
    <message>
        <source>a sentence begins with no blank line before it.</source>
        <translation>句子开始之前没有空行。</translation>
    </message>
    <message>
        <source>a sentence without words.</source>
        <translation>句子中没有词。</translation>
    </message>
    <message>
        <source>a row that begins with {text}, not with a number.</source>
        <translation>行以 {text} 开头，而不是数字。</translation>
    </message>
    <message>
        <source>a quote that is not closed on its line.</source>
        <translation>引号未在本行闭合。</translation>
    </message>
    <message>
        <source>a line of more than {size} MB.</source>
        <translation>行超过 {size} MB。</translation>
    </message>
    <message>
        <source>comments of more than {size} MB.</source>
        <translation>超过 {size} MB 的注释。</translation>
    </message>
    <message>
        <source>They were left out.</source>
        <translation>它们已被略去。</translation>
    </message>
    <message>
        <source>1 NUL byte.</source>
        <translation>1 个 NUL 字节。</translation>
    </message>
    <message>
        <source>{count} NUL bytes.</source>
        <translation>{count} 个 NUL 字节。</translation>
    </message>
    <message>
        <source>a token of {count} characters; {most} is the most.</source>
        <translation>词元有 {count} 个字符，上限为 {most}。</translation>
    </message>
    <message>
        <source>a sentence of {count} tokens; {most} is the most.</source>
        <translation>句子有 {count} 个词元，上限为 {most}。</translation>
    </message>
    <message>
        <source>The sentence was left out.</source>
        <translation>该句已略去。</translation>
    </message>
    <message>
        <source>It was left out.</source>
        <translation>已略去。</translation>
    </message>
    <message>
        <source>It was parted at the spaces.</source>
        <translation>已按空格分列。</translation>
    </message>
    <message>
        <source>Missing tags were left empty.</source>
        <translation>缺少的标记已留空。</translation>
    </message>
    <message>
        <source>Missing columns were left empty.</source>
        <translation>缺少的列已留空。</translation>
    </message>
    <message>
        <source>Missing cells were left empty.</source>
        <translation>缺少的单元格已留空。</translation>
    </message>
    <message>
        <source>Those beyond were not read.</source>
        <translation>多余部分未读取。</translation>
    </message>
    <message>
        <source>Those beyond were left out.</source>
        <translation>多余部分已略去。</translation>
    </message>
    <message>
        <source>Read as if there were one.</source>
        <translation>按有空行读取。</translation>
    </message>
    <message>
        <source>It was read as a character.</source>
        <translation>已作为普通字符读取。</translation>
    </message>
    <message>
        <source>Taken out.</source>
        <translation>已去除。</translation>
    </message>
    <message>
        <source>Its sentence was left out.</source>
        <translation>所在句子已略去。</translation>
    </message>
    <message>
        <source>It was cut into several.</source>
        <translation>已切分为多句。</translation>
    </message>
    <message>
        <source>All tags are lost: plain text has none.</source>
        <translation>所有标记都会丢失：纯文本不含标记。</translation>
    </message>
    <message>
        <source>The layer {layer} is lost: CoNLL-U has columns for upos and xpos.</source>
        <translation>层 {layer} 会丢失：CoNLL-U 只有 upos 和 xpos 两列。</translation>
    </message>
    <message>
        <source>Which of the layers {layers} a span belongs to is lost.</source>
        <translation>片段属于 {layers} 中的哪一层，这一信息会丢失。</translation>
    </message>
    <message>
        <source>Where tokens stand without a space between them is lost.</source>
        <translation>哪些词元之间没有空格，这一信息会丢失。</translation>
    </message>
    <message>
        <source>Where documents begin is lost.</source>
        <translation>文档从何处开始，这一信息会丢失。</translation>
    </message>
    <message>
        <source>Which sentences make up one text is lost: each becomes a record.</source>
        <translation>哪些句子同属一篇文本，这一信息会丢失：每个句子各成一条记录。</translation>
    </message>
    <message>
        <source>Which tokens outside of spans nobody has labelled yet is lost.</source>
        <translation>片段之外的词元中哪些尚未标注，这一信息会丢失。</translation>
    </message>
    <message>
        <source>Lemmas, features, syntax, comments, ranges and empty nodes of CoNLL-U are lost.</source>
        <translation>CoNLL-U 的词元原形、特征、句法、注释、多词范围和空节点会丢失。</translation>
    </message>
    <message>
        <source>Lemmas, features, syntax, comments, ranges and empty nodes are lost where tokens were changed.</source>
        <translation>词元被修改过的句子会丢失词元原形、特征、句法、注释、多词范围和空节点。</translation>
    </message>
    <message>
        <source>Every sentence, in the order of the corpus.</source>
        <translation>全部句子，按语料顺序。</translation>
    </message>
    <message>
        <source>Sentences with a token that nobody has labelled, in the order of the corpus.</source>
        <translation>含未标注词元的句子，按语料顺序。</translation>
    </message>
    <message>
        <source>How undecided the model is at the token it finds hardest: 0 % where one label has all the probability, 100 % where every label is as likely as any other.</source>
        <translation>模型在最难判断的词元上有多犹豫：全部概率集中于一个标签时为 0 %，所有标签同样可能时为 100 %。</translation>
    </message>
    <message>
        <source>How likely the model finds its own labels, averaged over the tokens, so that a long sentence is not unsure for its length: 100 % where it has no doubt at all.</source>
        <translation>模型认为自己所给标签的可能性，按词元平均，长句不会仅因长度而显得不确定：毫无疑问时为 100 %。</translation>
    </message>
    <message>
        <source>How far the best label is ahead of the second best, at the token where the two are closest: 0 % where they are equally likely, 100 % where the second has no chance.</source>
        <translation>在前两个标签最接近的词元上，第一名领先第二名多少：两者同样可能时为 0 %，第二名毫无可能时为 100 %。</translation>
    </message>
    <message>
        <source>Sentences with labels that the model does not see, those with most of them first.</source>
        <translation>标签与模型判断不同的句子，不同最多的在前。</translation>
    </message>
    <message>
        <source>Labels that a model which has not learnt from them finds hardest to believe. Some of them are wrong, and some show what the model has not understood.</source>
        <translation>未学习过这些标签的模型最难相信的标签。其中有些标错了，有些则说明模型还没有学会。</translation>
    </message>
    <message>
        <source>The sentences found, in the order of the corpus.</source>
        <translation>搜索到的句子，按语料顺序。</translation>
    </message>
    <message>
        <source>The sentences behind a figure on another page; click one on Train to choose others.</source>
        <translation>其他页面上某个数字背后的句子；在“训练”页单击数字可选择别的句子。</translation>
    </message>
</context>
<context>
    <name>corpus</name>
    <message>
        <source>train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>dev</source>
        <translation>开发集</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Columns (CoNLL, TSV)</source>
        <translation>列格式 (CoNLL, TSV)</translation>
    </message>
    <message>
        <source>CoNLL-U</source>
        <translation>CoNLL-U</translation>
    </message>
    <message>
        <source>Table with quotes (CSV)</source>
        <translation>带引号的表格 (CSV)</translation>
    </message>
    <message>
        <source>JSON Lines (doccano, Prodigy)</source>
        <translation>JSON Lines (doccano, Prodigy)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>each line</source>
        <translation>每一行</translation>
    </message>
    <message>
        <source>each paragraph</source>
        <translation>每一段</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>repair the line</source>
        <translation>修复该行</translation>
    </message>
    <message>
        <source>skip the sentence</source>
        <translation>跳过该句</translation>
    </message>
    <message>
        <source>stop at the first</source>
        <translation>遇到即停止</translation>
    </message>
    <message>
        <source>words and punctuation</source>
        <translation>按词与标点</translation>
    </message>
    <message>
        <source>at blanks</source>
        <translation>按空白</translation>
    </message>
    <message>
        <source>at blanks, Han and Kana a character each</source>
        <translation>按空白切分，汉字和假名每字一个</translation>
    </message>
    <message>
        <source>a character each</source>
        <translation>逐字符</translation>
    </message>
    <message>
        <source>TAB</source>
        <translation>TAB</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>plain, no spans</source>
        <translation>普通，无片段</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Tokens padded in front, labels behind</source>
        <translation>词元在前面填充，标签在后面填充</translation>
    </message>
    <message>
        <source>Nothing is said. In short sentences, tokens and labels no longer stand over each other.</source>
        <translation>没有任何提示。在短句中，词元与标签不再上下对应。</translation>
    </message>
    <message>
        <source>pad_sequences puts padding in front by default, unlike nearly everything else. Where it stands in front, cuDNN&apos;s fast LSTM cannot be used either.</source>
        <translation>pad_sequences 默认在前面填充，与几乎所有其他工具不同。填充在前面时，也无法使用 cuDNN 的快速 LSTM。</translation>
    </message>
    <message>
        <source>Say padding=&quot;post&quot;, for tokens and for labels.</source>
        <translation>对词元和标签都写 padding=&quot;post&quot;。</translation>
    </message>
    <message>
        <source>Long sentences lose their beginning</source>
        <translation>长句丢失开头</translation>
    </message>
    <message>
        <source>Nothing is said. The first tokens of every sentence that is too long are gone.</source>
        <translation>没有任何提示。每个过长句子的最前几个词元都不见了。</translation>
    </message>
    <message>
        <source>pad_sequences cuts in front by default, too: truncating is another option than padding.</source>
        <translation>pad_sequences 默认也在前面截断：truncating 与 padding 是两个不同的选项。</translation>
    </message>
    <message>
        <source>Say truncating=&quot;post&quot;, or keep sentences whole: no longest length, or windows.</source>
        <translation>写 truncating=&quot;post&quot;，或保持句子完整：不设最大长度，或使用窗口。</translation>
    </message>
    <message>
        <source>Padding is read as words</source>
        <translation>填充被当作词读取</translation>
    </message>
    <message>
        <source>Nothing is said. What the network makes of a sentence depends on how far it was padded.</source>
        <translation>没有任何提示。网络从句子得出什么取决于它被填充到多长。</translation>
    </message>
    <message>
        <source>Numbers alone do not tell padding from words: the LSTM reads on through the padding, and what it knew of the sentence fades.</source>
        <translation>单凭数字分不清填充与词：LSTM 继续读过填充，它对句子的了解逐渐消退。</translation>
    </message>
    <message>
        <source>Say which cells are tokens: mask_zero=True in the Embedding, or mask= at every layer that reads in order.</source>
        <translation>说明哪些格是词元：在 Embedding 中设 mask_zero=True，或在每个按顺序读取的层传 mask=。</translation>
    </message>
    <message>
        <source>A layer between loses the mask</source>
        <translation>中间的一层丢失掩码</translation>
    </message>
    <message>
        <source>A warning at the most: the layer does not support masking and will destroy the mask information.</source>
        <translation>至多有一个警告：该层不支持掩码，会销毁掩码信息。</translation>
    </message>
    <message>
        <source>The mask travels with a tensor from layer to layer. A layer that does not say what it does to masks drops it, and padding is read as words from there on.</source>
        <translation>掩码随张量逐层传递。没有说明如何处理掩码的层会丢弃它，从那里起填充就被当作词读取。</translation>
    </message>
    <message>
        <source>Set supports_masking in the layer, or hand the mask to every layer that reads in order: mask=.</source>
        <translation>在该层设置 supports_masking，或把掩码交给每个按顺序读取的层：mask=。</translation>
    </message>
    <message>
        <source>A row without any token</source>
        <translation>没有任何词元的一行</translation>
    </message>
    <message>
        <source>On a CPU nothing is said, and averages over a row become nan. With cuDNN the step fails.</source>
        <translation>在 CPU 上没有任何提示，对一行求的平均值变为 nan。使用 cuDNN 时该步会失败。</translation>
    </message>
    <message>
        <source>On a CPU the lookup fails and names the cell. On a GPU it gives zeros and says nothing.</source>
        <translation>在 CPU 上查表会失败，并指出是哪个单元格。在 GPU 上会得到零，且没有任何提示。</translation>
    </message>
    <message>
        <source>Nothing is said. The first word of the vocabulary is skipped wherever it stands.</source>
        <translation>没有任何提示。词表的第一个词无论出现在哪里都被跳过。</translation>
    </message>
    <message>
        <source>There is nothing to read in the row, and nothing to divide by. cuDNN&apos;s LSTM asks for at least one token in every row.</source>
        <translation>这一行没有可读的内容，也没有可作除数的数。cuDNN 的 LSTM 要求每行至少有一个词元。</translation>
    </message>
    <message>
        <source>Leave empty sentences out of batches. Tagscope never makes such a row.</source>
        <translation>不要把空句子放进批次。Tagscope 从不生成这样的行。</translation>
    </message>
    <message>
        <source>An id beyond the table</source>
        <translation>id 超出表的范围</translation>
    </message>
    <message>
        <source>The text has words that the table was not made for.</source>
        <translation>文本中有建表时没有的词。</translation>
    </message>
    <message>
        <source>Make the vocabulary from the training text and give all other words the id of the unknown word.</source>
        <translation>由训练文本建立词表，其他词一律使用未知词的 id。</translation>
    </message>
    <message>
        <source>A table without a row for padding</source>
        <translation>表中没有填充的行</translation>
    </message>
    <message>
        <source>The lookup fails at the word with the highest number, perhaps only in a later batch.</source>
        <translation>在编号最大的词处查表失败，也许要到后面的批次才出现。</translation>
    </message>
    <message>
        <source>Words are numbered 1 to 9, and with the 0 of padding that makes 10 rows.</source>
        <translation>词的编号为 1 到 9，加上填充的 0 共 10 行。</translation>
    </message>
    <message>
        <source>input_dim is the highest id plus one.</source>
        <translation>input_dim 等于最大 id 加一。</translation>
    </message>
    <message>
        <source>A word has the id of padding</source>
        <translation>某个词使用了填充的 id</translation>
    </message>
    <message>
        <source>mask_zero takes every 0 for padding, and the first word of the vocabulary got 0.</source>
        <translation>mask_zero 把每个 0 都当作填充，而词表的第一个词得到了 0。</translation>
    </message>
    <message>
        <source>Keep 0 for padding and number the words from 1, or from 2 where 1 is the unknown word.</source>
        <translation>0 留给填充，词从 1 开始编号；若 1 是未知词，则从 2 开始。</translation>
    </message>
    <message>
        <source>Test sentences get a vocabulary of their own</source>
        <translation>测试句子有自己的词表</translation>
    </message>
    <message>
        <source>Nothing is said. In the test the network meets other words under the ids that it knows.</source>
        <translation>没有任何提示。测试时，网络在它认识的 id 下遇到的是别的词。</translation>
    </message>
    <message>
        <source>Ids are places in one table. Made anew from other text, the table has another order.</source>
        <translation>id 是同一张表中的位置。用别的文本重新建表，顺序就不同。</translation>
    </message>
    <message>
        <source>Keep the vocabulary of training with the model. A model file of Tagscope holds both.</source>
        <translation>把训练的词表与模型保存在一起。Tagscope 的模型文件两者都包含。</translation>
    </message>
    <message>
        <source>The last timestep of a bidirectional LSTM</source>
        <translation>双向 LSTM 的最后一个时间步</translation>
    </message>
    <message>
        <source>Nothing is said. Half of what is taken for a summary knows only the last word.</source>
        <translation>没有任何提示。被当作总结的内容有一半只了解最后一个词。</translation>
    </message>
    <message>
        <source>The backward LSTM begins at the end: at the last timestep it has read one token, at the first all.</source>
        <translation>反向 LSTM 从末尾开始：在最后一个时间步它只读了一个词元，在第一个时间步则读了全部。</translation>
    </message>
    <message>
        <source>For one answer a sentence leave return_sequences off; for tags use every timestep.</source>
        <translation>每句只要一个答案时不设置 return_sequences；要标记时使用每个时间步。</translation>
    </message>
    <message>
        <source>Backward outputs against the wrong tokens</source>
        <translation>反向输出对应到错误的词元</translation>
    </message>
    <message>
        <source>Nothing is said. Output 0 has not read the first word at all: the output of that word stands last.</source>
        <translation>没有任何提示。输出 0 根本没有读过第一个词：那个词的输出在最后。</translation>
    </message>
    <message>
        <source>go_backwards=True reads from the end and hands its outputs on in the order of reading.</source>
        <translation>go_backwards=True 从末尾读起，并按读取的顺序传出输出。</translation>
    </message>
    <message>
        <source>Turn the outputs round again before they are joined, or use Bidirectional, which does.</source>
        <translation>合并之前把输出再翻转过来，或使用会这样做的 Bidirectional。</translation>
    </message>
    <message>
        <source>A stateful network meets another batch size</source>
        <translation>有状态的网络遇到另一批次大小</translation>
    </message>
    <message>
        <source>Keras refuses: the number of rows differs from the one the model was built for.</source>
        <translation>Keras 拒绝：行数与建立模型时不同。</translation>
    </message>
    <message>
        <source>A stateful LSTM keeps a state for every row, and row i of a batch goes on where row i of the last one ended. It cannot do that for another number of rows.</source>
        <translation>有状态的 LSTM 为每一行保留一个状态，批次的第 i 行从上一批次第 i 行结束处继续。行数不同就做不到。</translation>
    </message>
    <message>
        <source>Keep the batch size, fill up or leave out the last batch; or build the network anew for tagging.</source>
        <translation>保持批次大小，补满或去掉最后一个批次；或者为标记重新建立网络。</translation>
    </message>
    <message>
        <source>State is carried into another text</source>
        <translation>状态被带入另一篇文本</translation>
    </message>
    <message>
        <source>Nothing is said. The same sentence gets other answers, depending on what was read before.</source>
        <translation>没有任何提示。同一个句子得到不同的答案，取决于之前读了什么。</translation>
    </message>
    <message>
        <source>A stateful LSTM begins where it ended, also when another text begins, from fit to predict and from epoch to epoch.</source>
        <translation>有状态的 LSTM 从上次结束处开始，即使另一篇文本开始了，从 fit 到 predict、从一轮到下一轮也是如此。</translation>
    </message>
    <message>
        <source>Reset the state where a text begins. Without stateful Keras does so for every batch.</source>
        <translation>在文本开始处重置状态。不设 stateful 时，Keras 在每个批次都这样做。</translation>
    </message>
    <message>
        <source>Every token is a sequence of its own</source>
        <translation>每个词元自成一个序列</translation>
    </message>
    <message>
        <source>Nothing is said. No token knows of its neighbours, and the network is no better than a dictionary.</source>
        <translation>没有任何提示。词元之间互不了解，网络不比一本词典好。</translation>
    </message>
    <message>
        <source>An LSTM remembers along the time axis alone. With one timestep a sequence there is nothing to remember; the rows of a batch know nothing of each other.</source>
        <translation>LSTM 只沿时间轴记忆。每个序列只有一个时间步时没有可记的内容；批次的各行互不相知。</translation>
    </message>
    <message>
        <source>A sentence is one row, its tokens are the timesteps: (sentences, timesteps).</source>
        <translation>一个句子是一行，它的词元就是时间步：(sentences, timesteps)。</translation>
    </message>
    <message>
        <source>Ids go straight into the LSTM</source>
        <translation>id 直接送入 LSTM</translation>
    </message>
    <message>
        <source>Keras refuses: it expected three axes and found two.</source>
        <translation>Keras 拒绝：它需要三个轴，得到两个。</translation>
    </message>
    <message>
        <source>An LSTM reads (batch, timesteps, features). Ids have a batch and timesteps; what a timestep consists of is missing.</source>
        <translation>LSTM 读取 (batch, timesteps, features)。id 有批次和时间步，缺少每个时间步的构成。</translation>
    </message>
    <message>
        <source>Put an Embedding between the ids and the LSTM: every id becomes a row of numbers.</source>
        <translation>在 id 与 LSTM 之间放一个 Embedding：每个 id 变成一行数值。</translation>
    </message>
    <message>
        <source>One-hot rows go into an Embedding</source>
        <translation>独热行送入 Embedding</translation>
    </message>
    <message>
        <source>Keras refuses: it expected three axes and found four.</source>
        <translation>Keras 拒绝：它需要三个轴，得到四个。</translation>
    </message>
    <message>
        <source>An Embedding looks every number up. Given one-hot rows it looks up each 0 and each 1, and puts a fourth axis behind the third.</source>
        <translation>Embedding 对每个数字查表。给它独热行时，它会查每个 0 和每个 1，并在第三个轴后再加第四个轴。</translation>
    </message>
    <message>
        <source>Give an Embedding the ids themselves, or give the one-hot rows to the LSTM without an Embedding.</source>
        <translation>把 id 本身交给 Embedding，或者不用 Embedding，直接把独热行交给 LSTM。</translation>
    </message>
    <message>
        <source>A first LSTM does not return sequences</source>
        <translation>第一个 LSTM 不返回序列</translation>
    </message>
    <message>
        <source>Keras refuses: the second LSTM expected three axes and found two.</source>
        <translation>Keras 拒绝：第二个 LSTM 需要三个轴，得到两个。</translation>
    </message>
    <message>
        <source>Without return_sequences an LSTM hands on its state after the last timestep alone: the time axis is gone, and the next LSTM has nothing to read.</source>
        <translation>没有 return_sequences 的 LSTM 只传出最后一个时间步之后的状态：时间轴没有了，下一个 LSTM 无内容可读。</translation>
    </message>
    <message>
        <source>Set return_sequences=True in every LSTM that another LSTM reads.</source>
        <translation>凡是后面还有 LSTM 读取的 LSTM，都设置 return_sequences=True。</translation>
    </message>
    <message>
        <source>One answer a sentence, a label a token</source>
        <translation>每句一个答案，每个词元一个标签</translation>
    </message>
    <message>
        <source>The loss refuses: targets for every timestep do not fit scores for a whole sentence.</source>
        <translation>损失拒绝：每个时间步的目标与整句的得分不相配。</translation>
    </message>
    <message>
        <source>Without return_sequences the time axis is gone before the scores are made: one row of scores a sentence, against a label for every token.</source>
        <translation>没有 return_sequences，时间轴在计算得分前就没有了：每句一行得分，却对应每个词元一个标签。</translation>
    </message>
    <message>
        <source>Set return_sequences=True in the last LSTM as well: one row of scores a token.</source>
        <translation>在最后一个 LSTM 中也设置 return_sequences=True：每个词元一行得分。</translation>
    </message>
    <message>
        <source>Lists of different length in one array</source>
        <translation>一个数组中有长度不同的列表</translation>
    </message>
    <message>
        <source>NumPy refuses: the shape is inhomogeneous after one dimension.</source>
        <translation>NumPy 拒绝：一维之后形状不齐。</translation>
    </message>
    <message>
        <source>An array is a rectangle: every row has the same number of columns. Sentences have not.</source>
        <translation>数组是矩形：每行列数相同。句子却不是。</translation>
    </message>
    <message>
        <source>Pad the short ones: id 0 after their last token, until all are as long as the longest.</source>
        <translation>填充较短的：在最后一个词元之后加 id 0，直到与最长的一样长。</translation>
    </message>
    <message>
        <source>Time and batch have changed places</source>
        <translation>时间与批次互换了位置</translation>
    </message>
    <message>
        <source>Nothing is said. Change one sentence, and the outputs of the others change.</source>
        <translation>没有任何提示。改动一个句子，其他句子的输出也会改变。</translation>
    </message>
    <message>
        <source>Keras reads along the second axis. With the axes turned round it reads the first tokens of all sentences as if they were one sentence.</source>
        <translation>Keras 沿第二个轴读取。轴互换后，它会把所有句子的第一个词元当作一个句子来读。</translation>
    </message>
    <message>
        <source>The batch comes first, then time: (sentences, timesteps).</source>
        <translation>批次在前，然后是时间：(sentences, timesteps)。</translation>
    </message>
    <message>
        <source>Units are taken for timesteps</source>
        <translation>把单元数当成时间步数</translation>
    </message>
    <message>
        <source>Nothing is said as long as the sizes agree. In longer sentences there are still five numbers.</source>
        <translation>只要大小一致就没有任何提示。句子更长时仍然只有五个数值。</translation>
    </message>
    <message>
        <source>The number of units is how much the LSTM keeps in mind at each timestep. It has nothing to do with how many timesteps there are: every one is read by the same cells.</source>
        <translation>单元数是 LSTM 在每个时间步记住的内容多少，与时间步有多少无关：每个时间步都由同样的单元读取。</translation>
    </message>
    <message>
        <source>Choose the units freely and set return_sequences=True: one output a timestep, however many there are.</source>
        <translation>自由选择单元数并设置 return_sequences=True：无论有多少时间步，每个时间步一个输出。</translation>
    </message>
    <message>
        <source>Validation data are padded to another length</source>
        <translation>验证数据填充到另一长度</translation>
    </message>
    <message>
        <source>Keras refuses, in validation only: the layer was built for 20 numbers a sentence and is given 28.</source>
        <translation>Keras 拒绝，而且只在验证时：该层是按每句 20 个数值建立的，得到的却是 28 个。</translation>
    </message>
    <message>
        <source>After Flatten a Dense has weights for every timestep, so all sentences ever must have the length of the first ones: 5 timesteps of 4 numbers. An LSTM has the same weights for every timestep.</source>
        <translation>在 Flatten 之后，Dense 对每个时间步各有权重，因此今后所有句子都必须与最初的句子等长：5 个时间步，每个 4 个数。LSTM 在每个时间步使用相同的权重。</translation>
    </message>
    <message>
        <source>Let layers that read in order see the time axis, and leave its size open (None); or pad all data to one length.</source>
        <translation>让按顺序读取的层看到时间轴，并不固定其大小（None）；或者把所有数据填充到同一长度。</translation>
    </message>
    <message>
        <source>TimeDistributed where no time is left</source>
        <translation>没有时间轴却使用 TimeDistributed</translation>
    </message>
    <message>
        <source>Keras refuses: TimeDistributed needs an axis of time.</source>
        <translation>Keras 拒绝：TimeDistributed 需要时间轴。</translation>
    </message>
    <message>
        <source>TimeDistributed applies a layer to every timestep. After an LSTM without return_sequences there are none.</source>
        <translation>TimeDistributed 把一个层用于每个时间步。未设置 return_sequences 的 LSTM 之后没有时间步。</translation>
    </message>
    <message>
        <source>Set return_sequences=True. Then Dense alone does the same: it works on the last axis of any tensor.</source>
        <translation>设置 return_sequences=True。此后单独用 Dense 效果相同：它作用于任何张量的最后一轴。</translation>
    </message>
    <message>
        <source>Label numbers with a categorical loss</source>
        <translation>标签编号配上 categorical 损失</translation>
    </message>
    <message>
        <source>The loss refuses: target and output have not the same number of axes.</source>
        <translation>损失拒绝：目标与输出的轴数不同。</translation>
    </message>
    <message>
        <source>categorical_crossentropy wants a row of 0 and 1 for every token, (batch, timesteps, labels). Numbers of labels are (batch, timesteps).</source>
        <translation>categorical_crossentropy 需要每个词元一行 0 和 1，即 (batch, timesteps, labels)。标签编号是 (batch, timesteps)。</translation>
    </message>
    <message>
        <source>Use sparse_categorical_crossentropy for numbers of labels, or turn them into one-hot rows.</source>
        <translation>对标签编号使用 sparse_categorical_crossentropy，或者把它们转成独热行。</translation>
    </message>
    <message>
        <source>One-hot targets with a sparse loss</source>
        <translation>独热目标配上 sparse 损失</translation>
    </message>
    <message>
        <source>The loss refuses: the target has an axis too many.</source>
        <translation>损失拒绝：目标多了一个轴。</translation>
    </message>
    <message>
        <source>sparse_categorical_crossentropy wants the number of the right label, one a token: (batch, timesteps).</source>
        <translation>sparse_categorical_crossentropy 需要正确标签的编号，每个词元一个：(batch, timesteps)。</translation>
    </message>
    <message>
        <source>Use categorical_crossentropy for one-hot rows, or hand over the numbers of the labels.</source>
        <translation>对独热行使用 categorical_crossentropy，或者传入标签编号。</translation>
    </message>
    <message>
        <source>The squared error of label numbers</source>
        <translation>标签编号的平方误差</translation>
    </message>
    <message>
        <source>Nothing is said. A word that is half the time label 1 and half the time label 3 gets label 2.</source>
        <translation>没有任何提示。一半时候是标签 1、一半时候是标签 3 的词得到标签 2。</translation>
    </message>
    <message>
        <source>The squared error takes labels for quantities: the middle of 1 and 3 costs least. Labels are names, and their numbers say nothing of how near they are.</source>
        <translation>平方误差把标签当作数量：1 与 3 的中间代价最小。标签是名称，编号并不说明它们有多接近。</translation>
    </message>
    <message>
        <source>Give every label a score of its own, with softmax and cross-entropy.</source>
        <translation>给每个标签一个自己的得分，使用 softmax 和交叉熵。</translation>
    </message>
    <message>
        <source>The first label has the number of padding</source>
        <translation>第一个标签与填充编号相同</translation>
    </message>
    <message>
        <source>Nothing is said. The first label seems to be by far the most frequent, and the network learns it for padding.</source>
        <translation>没有任何提示。第一个标签看起来远比其他标签常见，网络从填充中学到它。</translation>
    </message>
    <message>
        <source>Padding is filled up with 0, and 0 is the number of the first label as well.</source>
        <translation>填充用 0 补足，而 0 也是第一个标签的编号。</translation>
    </message>
    <message>
        <source>Number the labels from 1, keep 0 for padding, and let padding weigh nothing in the loss.</source>
        <translation>标签从 1 开始编号，0 留给填充，并让填充在损失中权重为零。</translation>
    </message>
    <message>
        <source>Softmax over the wrong axis</source>
        <translation>在错误的轴上做 softmax</translation>
    </message>
    <message>
        <source>Nothing is said. The chances of a token&apos;s labels do not add up to 1.</source>
        <translation>没有任何提示。一个词元各标签的概率之和不是 1。</translation>
    </message>
    <message>
        <source>Axis 1 is time: the tokens of a sentence share one chance for each label, and compete with each other.</source>
        <translation>轴 1 是时间：句子的各词元对每个标签分享同一份概率，彼此竞争。</translation>
    </message>
    <message>
        <source>Take softmax over the last axis, the labels; that is what activation=&quot;softmax&quot; does.</source>
        <translation>在最后一轴即标签轴上做 softmax；activation=&quot;softmax&quot; 正是这样做的。</translation>
    </message>
    <message>
        <source>Softmax over a single number</source>
        <translation>对单个数做 softmax</translation>
    </message>
    <message>
        <source>A warning at the most. Every answer is 1, whatever the network learns.</source>
        <translation>至多有一个警告。无论网络学到什么，答案都是 1。</translation>
    </message>
    <message>
        <source>Softmax divides by the sum over all labels. Where there is one number alone, that is the number itself.</source>
        <translation>Softmax 除以所有标签之和。只有一个数时，和就是它本身。</translation>
    </message>
    <message>
        <source>For one yes-or-no question use sigmoid; for several labels give each a column of its own.</source>
        <translation>只有一个是非问题时用 sigmoid；有多个标签时给每个标签一列。</translation>
    </message>
    <message>
        <source>Scores are taken for probabilities</source>
        <translation>把得分当成概率</translation>
    </message>
    <message>
        <source>Nothing is said. The loss is far off, and its gradient points elsewhere.</source>
        <translation>没有任何提示。损失相差甚远，梯度也指向别处。</translation>
    </message>
    <message>
        <source>The loss believes that it is given probabilities: it cuts them to between 0 and 1 and takes the logarithm. A Dense without activation gives scores, also negative ones.</source>
        <translation>损失以为得到的是概率：它把数值截到 0 与 1 之间再取对数。没有激活函数的 Dense 给出的是得分，也可能为负。</translation>
    </message>
    <message>
        <source>Say from_logits=True to the loss, or give the last layer activation=&quot;softmax&quot;: one of them.</source>
        <translation>告诉损失 from_logits=True，或给最后一层 activation=&quot;softmax&quot;：二者取一。</translation>
    </message>
    <message>
        <source>Softmax is taken twice</source>
        <translation>做了两次 softmax</translation>
    </message>
    <message>
        <source>Nothing is said. The loss of a perfect answer is not 0, and training seems to stop early.</source>
        <translation>没有任何提示。完全正确的答案损失也不为 0，训练看似过早停滞。</translation>
    </message>
    <message>
        <source>activation=&quot;softmax&quot; has made probabilities already; from_logits=True takes softmax of them once more, and no column can then be far from the others.</source>
        <translation>activation=&quot;softmax&quot; 已经得到概率；from_logits=True 又做一次 softmax，于是任何一列都无法与其他列拉开距离。</translation>
    </message>
    <message>
        <source>Either activation=&quot;softmax&quot; or from_logits=True.</source>
        <translation>activation=&quot;softmax&quot; 与 from_logits=True 二者取一。</translation>
    </message>
    <message>
        <source>The loss is divided by padding, too</source>
        <translation>损失也除以了填充</translation>
    </message>
    <message>
        <source>Nothing is said. The loss is small, the more so the more padding there is, and so is its gradient.</source>
        <translation>没有任何提示。损失偏小，填充越多越小，梯度也是如此。</translation>
    </message>
    <message>
        <source>Weights of 0 take padding out of the sum, but by default the sum is divided by all cells.</source>
        <translation>权重 0 把填充从总和中去掉，但默认情况下总和仍除以所有格数。</translation>
    </message>
    <message>
        <source>Divide by the sum of the weights: reduction=&quot;mean_with_sample_weight&quot;. Tagscope always does.</source>
        <translation>除以权重之和：reduction=&quot;mean_with_sample_weight&quot;。Tagscope 一向如此。</translation>
    </message>
    <message>
        <source>The accuracy counts padding</source>
        <translation>准确率计入了填充</translation>
    </message>
    <message>
        <source>Nothing is said. The accuracy is above 90 %, and most tokens are wrong.</source>
        <translation>没有任何提示。准确率高于 90 %，而大多数词元是错的。</translation>
    </message>
    <message>
        <source>Padding is easy to tell, and there is much of it: each cell counts as a right answer.</source>
        <translation>填充很容易识别，而且很多：每一格都算作答对。</translation>
    </message>
    <message>
        <source>Weigh the metric by the mask: sample_weight, or weighted_metrics in compile. Train shows both accuracies.</source>
        <translation>用掩码给指标加权：sample_weight，或 compile 中的 weighted_metrics。“训练”页显示两种准确率。</translation>
    </message>
    <message>
        <source>Weights of tokens in the shape of labels</source>
        <translation>词元权重的形状与标签相同</translation>
    </message>
    <message>
        <source>Keras refuses: the weights do not fit the losses.</source>
        <translation>Keras 拒绝：权重与损失不相配。</translation>
    </message>
    <message>
        <source>There is one loss a token, (batch, timesteps), and one weight for each.</source>
        <translation>每个词元一个损失，即 (batch, timesteps)，每个损失一个权重。</translation>
    </message>
    <message>
        <source>Give sample_weight the shape of the targets: (batch, timesteps), 0 for padding.</source>
        <translation>让 sample_weight 与目标形状相同：(batch, timesteps)，填充处为 0。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>doctor_errors</name>
    <message>
        <source>the layer that refuses</source>
        <translation>拒绝的层</translation>
    </message>
    <message>
        <source>axes it wants</source>
        <translation>它需要的轴数</translation>
    </message>
    <message>
        <source>axes it was given</source>
        <translation>得到的轴数</translation>
    </message>
    <message>
        <source>the batch: {size} sentences</source>
        <translation>批次：{size} 个句子</translation>
    </message>
    <message>
        <source>the timesteps: {size} tokens in the longest row</source>
        <translation>时间步：最长一行有 {size} 个词元</translation>
    </message>
    <message>
        <source>the features: {size} numbers a timestep</source>
        <translation>特征：每个时间步 {size} 个数值</translation>
    </message>
    <message>
        <source>the labels: {size} scores</source>
        <translation>标签：{size} 个得分</translation>
    </message>
    <message>
        <source>the timesteps, or the units of a layer before: {size}</source>
        <translation>时间步，或前一层的单元数：{size}</translation>
    </message>
    <message>
        <source>an axis too many: {size}</source>
        <translation>多出的一个轴：{size}</translation>
    </message>
    <message>
        <source>None: any size</source>
        <translation>None：任意大小</translation>
    </message>
    <message>
        <source>the size it was built for</source>
        <translation>建立时的大小</translation>
    </message>
    <message>
        <source>the cell of the batch: row, timestep</source>
        <translation>批次中的格：行、时间步</translation>
    </message>
    <message>
        <source>the id that was looked up</source>
        <translation>所查的 id</translation>
    </message>
    <message>
        <source>rows of the table: ids 0 to {last}</source>
        <translation>表的行：id 0 到 {last}</translation>
    </message>
    <message>
        <source>lists that were given</source>
        <translation>传入的列表</translation>
    </message>
    <message>
        <source>the shape of the targets</source>
        <translation>目标的形状</translation>
    </message>
    <message>
        <source>the shape of the scores</source>
        <translation>得分的形状</translation>
    </message>
    <message>
        <source>rows it keeps a state for</source>
        <translation>它为之保留状态的行数</translation>
    </message>
    <message>
        <source>rows it was given</source>
        <translation>得到的行数</translation>
    </message>
    <message>
        <source>sizes that do not fit each other</source>
        <translation>互不相配的大小</translation>
    </message>
    <message>
        <source>sentences in the inputs</source>
        <translation>输入中的句子数</translation>
    </message>
    <message>
        <source>sentences in the targets</source>
        <translation>目标中的句子数</translation>
    </message>
    <message>
        <source>{layer} reads (batch, timesteps, features) and was given 2 axes. Where {second} is the number of timesteps, the feature axis is missing: put an Embedding before it, or one-hot rows. Where {second} is the number of units of a layer before, the time axis is gone: set return_sequences=True in that layer.</source>
        <translation>{layer} 读取 (batch, timesteps, features)，得到的却是 2 个轴。如果 {second} 是时间步数，则缺少特征轴：在它前面加一个 Embedding 或独热行。如果 {second} 是前一层的单元数，则时间轴已经消失：在那一层设置 return_sequences=True。</translation>
    </message>
    <message>
        <source>{layer} reads (batch, timesteps, features) and was given {found} axes. Most likely an Embedding looked up what was one-hot already, or characters of words: {sizes}.</source>
        <translation>{layer} 读取 (batch, timesteps, features)，得到的却是 {found} 个轴。很可能 Embedding 查找了已经是独热的内容，或词的字符：{sizes}。</translation>
    </message>
    <message>
        <source>{layer} wants 2 axes, one row a sentence, and was given 3. The layer before returns its output at every timestep: leave return_sequences off where one answer a sentence is wanted.</source>
        <translation>{layer} 需要 2 个轴，每句一行，得到的却是 3 个。前一层在每个时间步都返回输出：只要每句一个答案时，请不要设置 return_sequences。</translation>
    </message>
    <message>
        <source>{layer} wants {wanted} axes and was given {found}: {sizes}.</source>
        <translation>{layer} 需要 {wanted} 个轴，得到的却是 {found} 个：{sizes}。</translation>
    </message>
    <message>
        <source>{layer} was built for {wanted} numbers along its last axis and is given {found}. Where they are made of all timesteps of a sentence, the data are padded to another length than before.</source>
        <translation>{layer} 是按最后一轴 {wanted} 个数值建立的，得到的却是 {found} 个。如果这些数值由句子的全部时间步组成，那么数据填充到了与之前不同的长度。</translation>
    </message>
    <message>
        <source>The network was built for the shape {wanted} and is given {found}.</source>
        <translation>网络是按形状 {wanted} 建立的，得到的却是 {found}。</translation>
    </message>
    <message>
        <source>sparse_categorical_crossentropy wants one number of a label a token. These targets have as many axes as the scores: they are one-hot. Use categorical_crossentropy, or hand over the numbers.</source>
        <translation>sparse_categorical_crossentropy 需要每个词元一个标签编号。这些目标的轴数与得分相同：它们是独热。请改用 categorical_crossentropy，或者传入编号。</translation>
    </message>
    <message>
        <source>The targets have a label at every timestep ({target}), the scores one row a sentence ({output}). Set return_sequences=True in the last LSTM.</source>
        <translation>目标在每个时间步都有标签（{target}），得分却是每句一行（{output}）。请在最后一个 LSTM 中设置 return_sequences=True。</translation>
    </message>
    <message>
        <source>The targets are {target}, the scores {output}. Where targets are numbers of labels, use sparse_categorical_crossentropy; this loss wants a row of 0 and 1 for every token.</source>
        <translation>目标为 {target}，得分为 {output}。目标是标签编号时，请使用 sparse_categorical_crossentropy；此损失需要每个词元一行 0 和 1。</translation>
    </message>
    <message>
        <source>The targets are {target}, the scores {output}: apart from the labels they must agree.</source>
        <translation>目标为 {target}，得分为 {output}：除标签轴外必须一致。</translation>
    </message>
    <message>
        <source>The id {id} stands in row {row}, and the table has {rows} rows, for the ids 0 to {last}. input_dim is the highest id plus one, padding included; words the training text does not have get the id of the unknown word.</source>
        <translation>第 {row} 行有 id {id}，而表只有 {rows} 行，对应 id 0 到 {last}。input_dim 等于最大 id 加一，包括填充；训练文本中没有的词使用未知词的 id。</translation>
    </message>
    <message>
        <source>{lists} lists of different length do not make a rectangle. Pad the short ones: keras.utils.pad_sequences(…, padding=&quot;post&quot;).</source>
        <translation>{lists} 个长度不同的列表不能组成矩形。请填充较短的列表：keras.utils.pad_sequences(…, padding=&quot;post&quot;)。</translation>
    </message>
    <message>
        <source>A stateful LSTM keeps one state a row: it was built for batches of {wanted} rows and is given {found}. Fill up or leave out the last batch, or build the network anew with another batch size.</source>
        <translation>有状态的 LSTM 为每一行保留一个状态：它是按 {wanted} 行的批次建立的，得到的却是 {found} 行。请补满或去掉最后一个批次，或者用另一批次大小重新建立网络。</translation>
    </message>
    <message>
        <source>TimeDistributed applies a layer to every timestep and was given {sizes}, without an axis of time. Set return_sequences=True in the LSTM before it; then Dense alone does the same.</source>
        <translation>TimeDistributed 把一个层用于每个时间步，得到的却是没有时间轴的 {sizes}。请在它前面的 LSTM 中设置 return_sequences=True；此后单独用 Dense 效果相同。</translation>
    </message>
    <message>
        <source>{layer} was handed a mask and drops it: from there on padding is read as words. Set supports_masking in the layer, or pass mask= to every layer that reads in order.</source>
        <translation>{layer} 收到了掩码却将它丢弃：从那里起填充会被当作词读取。请在该层设置 supports_masking，或者把 mask= 传给每个按顺序读取的层。</translation>
    </message>
    <message>
        <source>Softmax over an axis of size 1 always gives 1. For one yes-or-no question use sigmoid; for several labels give each a column.</source>
        <translation>在大小为 1 的轴上做 softmax 结果总是 1。只有一个是非问题时用 sigmoid；有多个标签时给每个标签一列。</translation>
    </message>
    <message>
        <source>{first} and {second} have to be combined cell by cell and do not fit. A weight or mask has the shape of the targets: (batch, timesteps).</source>
        <translation>{first} 与 {second} 需要逐格结合，但并不相配。权重或掩码的形状应与目标相同：(batch, timesteps)。</translation>
    </message>
    <message>
        <source>The inputs hold {inputs} sentences, the targets {targets}. Each sentence needs one row of targets.</source>
        <translation>输入包含 {inputs} 个句子，目标包含 {targets} 个。每个句子需要一行目标。</translation>
    </message>
    <message>
        <source>cuDNN&apos;s LSTM wants padding after the tokens and at least one token in every row. Pad behind, leave out empty sentences, or set use_cudnn=False.</source>
        <translation>cuDNN 的 LSTM 要求填充在词元之后，且每行至少有一个词元。请在后面填充、去掉空句子，或设置 use_cudnn=False。</translation>
    </message>
</context>
<context>
    <name>first_steps</name>
    <message>
        <source>How do I get sentences into Keras?</source>
        <translation>怎样把句子送进 Keras？</translation>
    </message>
    <message>
        <source>How does a word become a number?</source>
        <translation>一个词怎样变成数字？</translation>
    </message>
    <message>
        <source>What is a sequence, what is a timestep?</source>
        <translation>什么是序列，什么是时间步？</translation>
    </message>
    <message>
        <source>What about sentences of different length?</source>
        <translation>句子长度不同怎么办？</translation>
    </message>
    <message>
        <source>What is input_dim?</source>
        <translation>input_dim 是什么？</translation>
    </message>
    <message>
        <source>How does the network use the whole sentence?</source>
        <translation>网络怎样利用整个句子？</translation>
    </message>
    <message>
        <source>Sentences, windows, or the whole text?</source>
        <translation>用句子、窗口还是整篇文本？</translation>
    </message>
    <message>
        <source>Why one-hot and cross-entropy, not integers and mse?</source>
        <translation>为什么用独热和交叉熵，而不是整数和 mse？</translation>
    </message>
    <message>
        <source>Looked at here are {sentences:,} sentences of yours, for training. Keras never sees their letters: it is fed rectangles of numbers, one batch after the other. This batch is made of {batch:,} rows.</source>
        <translation>这里查看的是你的 {sentences:,} 个训练句子。Keras 从不看到它们的文字：喂给它的是一个又一个批次的数字矩形。这个批次由 {batch:,} 行组成。</translation>
    </message>
    <message>
        <source>Row {row:,} reads “{text}”: {length:,} tokens, {labelled:,} of them with a label to be learnt.</source>
        <translation>第 {row:,} 行是“{text}”：{length:,} 个词元，其中 {labelled:,} 个有待学习的标签。</translation>
    </message>
    <message>
        <source>The words that the network knows have a table of {words:,} rows. “{token}” is row {id:,}.</source>
        <translation>网络认识的词组成一张 {words:,} 行的表。“{token}”是第 {id:,} 行。</translation>
    </message>
    <message>
        <source>Joined, the {features:,} numbers at this token know of all {length:,} tokens of the row: that is how a label can depend on the whole sentence. Both LSTMs are asked for an output at every timestep: return_sequences=True. Influence, beside Values, measures how much each token matters here.</source>
        <translation>合在一起，该词元处的 {features:,} 个数知道这一行全部 {length:,} 个词元：标签正是这样依赖整个句子的。两个 LSTM 都要在每个时间步给出输出：return_sequences=True。“数值”旁边的“影响”会测量每个词元在此有多重要。</translation>
    </message>
    <message>
        <source>Here return_sequences is off: what is said after the last token that is read is all that remains, the same {features:,} numbers at every timestep. Switch it on, and each token has its own.</source>
        <translation>这里 return_sequences 已关闭：只留下读完最后一个词元之后的输出，每个时间步都是相同的 {features:,} 个数。打开它，每个词元便有自己的输出。</translation>
    </message>
    <message>
        <source>A label mostly depends on its own sentence, so the first choice for a row is a sentence. Yours have {average:.1f} tokens on average, the longest {longest:,}.</source>
        <translation>标签大多取决于它所在的句子，因此一行首选一个句子。您的句子平均有 {average:.1f} 个词元，最长 {longest:,} 个。</translation>
    </message>
    <message>
        <source>Windows are for sentences that are too long to be fed at once, and take no notice of where a sentence ends. With {window:,} tokens each, the next {stride:,} tokens later, {broken:,} of your sentences ({share:.1%}) would stand whole in none.</source>
        <translation>窗口用于过长而无法一次输入的句子，并不理会句子在哪里结束。若每个窗口 {window:,} 个词元，下一个窗口后移 {stride:,} 个词元，则您的句子中有 {broken:,} 个（{share:.1%}）在任何窗口里都不完整。</translation>
    </message>
    <message>
        <source>Where a label depends on sentences before, a stateful network reads a text in strips and carries its state on. Your sentences make {documents:,} texts, and at the beginning of each the state is zero.</source>
        <translation>如果标签取决于前面的句子，有状态的网络会按条带读取文本，并把状态延续下去。您的句子组成 {documents:,} 篇文本，每篇开头的状态为零。</translation>
    </message>
    <message>
        <source>Try it: choose something else under “A row is”, and see shapes and price change at once. The tab Strategies compares them all.</source>
        <translation>试一试：在“一行是”下选择别的选项，立即可以看到形状和代价的变化。“策略”标签页会比较所有选项。</translation>
    </message>
    <message>
        <source>The cards are all that becomes of it, from left to right. Click one at any time to see its numbers.</source>
        <translation>从左到右的卡片就是它变成的全部内容。随时单击一张可查看其中的数值。</translation>
    </message>
    <message>
        <source>Row 0 is kept for padding and row 1 for words that the table does not have: {unknown:,} of the {tokens:,} tokens of this batch.</source>
        <translation>第 0 行留给填充，第 1 行留给表中没有的词：此批次 {tokens:,} 个词元中有 {unknown:,} 个。</translation>
    </message>
    <message>
        <source>Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. That is why it is looked up and never calculated with.</source>
        <translation>这样的数字是名称，不是数量：词 {id:,} 与词 {next:,} 并不比与其他词更接近。所以它只用来查表，从不参与计算。</translation>
    </message>
    <message>
        <source>Such a number is a name and no quantity: word {id:,} is no nearer to word {next:,} than to any other. The network that is chosen here calculates with it all the same; choose another input on Train, and compare.</source>
        <translation>这样的数只是名称，不是数量：单词 {id:,} 与单词 {next:,} 并不比与其他单词更接近。此处所选的网络仍然拿它来计算；请在“训练”页选择别的输入，再作比较。</translation>
    </message>
    <message>
        <source>A timestep is one column. At timestep {timestep:,} of row {row:,} the network reads “{token}”, at the next one “{following}”.</source>
        <translation>一个时间步就是一列。在第 {row:,} 行的时间步 {timestep:,}，网络读取“{token}”，下一个时间步读取“{following}”。</translation>
    </message>
    <message>
        <source>So the ids have the shape ({batch:,}, {time:,}): {batch:,} sequences side by side, {time:,} timesteps, one number in each cell. One sequence never reads another.</source>
        <translation>因此这些 id 的形状是 ({batch:,}, {time:,})：{batch:,} 个序列并排，{time:,} 个时间步，每格一个数字。序列之间互不读取。</translation>
    </message>
    <message>
        <source>Without the mask the LSTM would read padding as words, and the loss would count it. The shape doctor shows what that does to the numbers.</source>
        <translation>没有掩码，LSTM 会把填充当作词读取，损失也会把它计入。形状医生展示这对数值有何影响。</translation>
    </message>
    <message>
        <source>At “{token}” the forward LSTM has read {count:,} tokens: “{tokens}”.</source>
        <translation>在“{token}”处，前向 LSTM 已读取 {count:,} 个词元：“{tokens}”。</translation>
    </message>
    <message>
        <source>This row goes on where the same row of the batch before ended, and the forward LSTM begins with what it remembers of that.</source>
        <translation>该行从同一行在上一个批次结束的地方继续，正向 LSTM 以它所记住的内容开始。</translation>
    </message>
    <message>
        <source>The backward LSTM comes from the end; at “{token}” it has read {count:,} tokens: “{tokens}”.</source>
        <translation>反向 LSTM 从末尾读起；在“{token}”处它已读取 {count:,} 个词元：“{tokens}”。</translation>
    </message>
    <message>
        <source>Only one LSTM reads here, so at this token nothing is known of the other side of it. Train with both directions to change that.</source>
        <translation>这里只有一个 LSTM 在读取，因此在此词元处对它另一侧一无所知。用两个方向训练即可改变这一点。</translation>
    </message>
    <message>
        <source>Your {labels:,} labels have numbers as well: {first} is 1, {second} is 2, {last} is {number:,}. The squared error (mse) takes them for quantities: to say {first} where {last} is right costs {times:,} times as much as to say it where {second} is right.</source>
        <translation>你的 {labels:,} 个标签也有编号：{first} 是 1，{second} 是 2，{last} 是 {number:,}。平方误差（mse）把它们当作数量：正确答案是 {last} 时说成 {first}，代价是正确答案为 {second} 时说成 {first} 的 {times:,} 倍。</translation>
    </message>
    <message>
        <source>Your labels have numbers as well, and the squared error (mse) would take them for quantities.</source>
        <translation>你的标签也有编号，平方误差（mse）会把它们当作数量。</translation>
    </message>
    <message>
        <source>Labels are names, too. So each gets a column of its own, a one-hot row says which is right, and cross-entropy asks one thing only: how probable did the network think the right one?</source>
        <translation>标签也是名称。因此每个标签各占一列，独热行说明哪个正确，而交叉熵只问一件事：网络认为正确标签的概率有多大？</translation>
    </message>
    <message>
        <source>The network that is chosen here does give one number, with the squared error. Choose another output on Train, and compare.</source>
        <translation>这里所选的网络正是用平方误差给出一个数字。请在“训练”页选择另一种输出并比较。</translation>
    </message>
    <message>
        <source>That is the whole way from a sentence to a loss. On Train, press Start and watch the loss fall.</source>
        <translation>这就是从句子到损失的全过程。在“训练”页按“开始”，看损失下降。</translation>
    </message>
</context>
<context>
    <name>generators</name>
    <message>
        <source>The token itself</source>
        <translation>词元自身</translation>
    </message>
    <message>
        <source>the token itself</source>
        <translation>词元自身</translation>
    </message>
    <message>
        <source>A word&apos;s ending tells its kind, and the kind is the label. No context is needed.</source>
        <translation>词尾说明词的种类，种类就是标签。不需要上下文。</translation>
    </message>
    <message>
        <source>Kinds of words</source>
        <translation>词的种类数</translation>
    </message>
    <message>
        <source>Words of each kind</source>
        <translation>每类词数</translation>
    </message>
    <message>
        <source>Tokens of the longest sentence</source>
        <translation>最长句子的词元数</translation>
    </message>
    <message>
        <source>The token before</source>
        <translation>前一个词元</translation>
    </message>
    <message>
        <source>the token before</source>
        <translation>前一个词元</translation>
    </message>
    <message>
        <source>Each label is the kind of the token before. The first token is labelled START.</source>
        <translation>每个标签是前一个词元的种类。第一个词元标为 START。</translation>
    </message>
    <message>
        <source>The token after</source>
        <translation>后一个词元</translation>
    </message>
    <message>
        <source>the token after</source>
        <translation>后一个词元</translation>
    </message>
    <message>
        <source>Each label is the kind of the token after: a network that only reads forward has not seen it yet and can but guess. The last token is labelled END.</source>
        <translation>每个标签是后一个词元的种类：只向前读取的网络尚未见到它，只能猜测。最后一个词元标为 END。</translation>
    </message>
    <message>
        <source>Both neighbours</source>
        <translation>两侧相邻词元</translation>
    </message>
    <message>
        <source>the tokens on both sides</source>
        <translation>两侧的词元</translation>
    </message>
    <message>
        <source>Each label names the kinds of the token before and the token after, such as FIRE+WATER. Reading one way finds one half of it and must guess the other. The sentence&apos;s edges count as START and END.</source>
        <translation>每个标签写出前一个与后一个词元的种类，例如 FIRE+WATER。只朝一个方向读取只能得到一半，另一半要靠猜测。句子的两端记为 START 和 END。</translation>
    </message>
    <message>
        <source>A long way off</source>
        <translation>远距离</translation>
    </message>
    <message>
        <source>the last token of the sentence</source>
        <translation>句子的最后一个词元</translation>
    </message>
    <message>
        <source>Every label is the kind of the sentence&apos;s last token, which stands at least as far from the first token as the distance says and at most twice as far. What lies between is of no use. The last token is labelled END.</source>
        <translation>所有标签都是句子最后一个词元的种类，它与第一个词元的距离不小于设定的距离，也不超过其两倍。中间的内容没有用处。最后一个词元标为 END。</translation>
    </message>
    <message>
        <source>Tokens to the deciding one</source>
        <translation>到决定性词元的距离</translation>
    </message>
    <message>
        <source>Nested brackets</source>
        <translation>嵌套括号</translation>
    </message>
    <message>
        <source>the word that closes the bracket around it</source>
        <translation>闭合其外层括号的词</translation>
    </message>
    <message>
        <source>A word glued to a closing bracket has a kind, and that kind is the label of all that stands directly inside the pair, the opening bracket included. Brackets nest as deep as the depth says, so a network must remember as many kinds as brackets are open. The whole sentence is one pair; the word that closes it is labelled END.</source>
        <translation>与右括号相连的词有一个种类，这个种类就是该对括号内直属内容（包括左括号）的标签。括号按设定的深度嵌套，因此有多少个未闭合的括号，网络就要记住多少个种类。整个句子是一对括号，闭合它的词标为 END。</translation>
    </message>
    <message>
        <source>Deepest nesting</source>
        <translation>最大嵌套深度</translation>
    </message>
    <message>
        <source>Kinds of closing words</source>
        <translation>闭合词的种类数</translation>
    </message>
    <message>
        <source>Names in sentences</source>
        <translation>句中的名称</translation>
    </message>
    <message>
        <source>the words that go with a name</source>
        <translation>与名称搭配的词</translation>
    </message>
    <message>
        <source>English sentences from a small grammar, in documents, with people, places, companies, products and dates. Many names have several meanings: May laughs, but it rains in May; Reading is a town, and reading takes time. The words that settle it stand before the name, after it, or on both sides.</source>
        <translation>由小型语法生成的英语句子，组成文档，含人名、地名、公司、产品和日期。许多名称有多种含义：May 可以是会笑的人，也可以是下雨的五月；Reading 是一座城镇，reading 则是需要时间的阅读。决定含义的词在名称之前、之后或两侧。</translation>
    </message>
    <message>
        <source>Names with several meanings, in a hundred</source>
        <translation>每百个名称中的多义名称数</translation>
    </message>
    <message>
        <source>Sentences of the longest document</source>
        <translation>最长文档的句子数</translation>
    </message>
</context>
<context>
    <name>label</name>
    <message>
        <source>Finish the sentence: the rest is outside; go to the next unlabelled</source>
        <translation>完成句子：其余标为片段外；转到下一个未标注的句子</translation>
    </message>
    <message>
        <source>Go to the next unlabelled token</source>
        <translation>转到下一个未标注的词元</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Previous sentence</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Clear the label</source>
        <translation>清除标签</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Ends of a span</source>
        <translation>片段边界</translation>
    </message>
    <message>
        <source>The cursor</source>
        <translation>光标</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Tokens and borders of sentences</source>
        <translation>词元与句子边界</translation>
    </message>
    <message>
        <source>The model beside you</source>
        <translation>模型建议</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Make unlabelled again</source>
        <translation>恢复为未标注</translation>
    </message>
    <message>
        <source>Select the next words that look like a name; the next unlabelled token</source>
        <translation>选择后面像名称的词；下一个未标注的词元</translation>
    </message>
    <message>
        <source>Select the words before that look like a name; the unlabelled token before</source>
        <translation>选择前面像名称的词；前一个未标注的词元</translation>
    </message>
    <message>
        <source>One token to the left</source>
        <translation>左移一个词元</translation>
    </message>
    <message>
        <source>One token to the right</source>
        <translation>右移一个词元</translation>
    </message>
    <message>
        <source>One line up</source>
        <translation>上移一行</translation>
    </message>
    <message>
        <source>One line down</source>
        <translation>下移一行</translation>
    </message>
    <message>
        <source>To the left, to where another label begins</source>
        <translation>向左，到另一个标签开始处</translation>
    </message>
    <message>
        <source>To the right, to where another label begins</source>
        <translation>向右，到另一个标签开始处</translation>
    </message>
    <message>
        <source>To the first token of the line</source>
        <translation>到本行第一个词元</translation>
    </message>
    <message>
        <source>To the last token of the line</source>
        <translation>到本行最后一个词元</translation>
    </message>
    <message>
        <source>As many lines up as can be seen</source>
        <translation>向上移动一屏的行数</translation>
    </message>
    <message>
        <source>As many lines down as can be seen</source>
        <translation>向下移动一屏的行数</translation>
    </message>
    <message>
        <source>To the first token</source>
        <translation>到第一个词元</translation>
    </message>
    <message>
        <source>To the last token</source>
        <translation>到最后一个词元</translation>
    </message>
    <message>
        <source>Flag the sentence or unflag it</source>
        <translation>为句子加上或取消旗标</translation>
    </message>
    <message>
        <source>Write a note on the sentence</source>
        <translation>为句子写备注</translation>
    </message>
    <message>
        <source>Split the token</source>
        <translation>拆分词元</translation>
    </message>
    <message>
        <source>Merge the selected tokens, or the token with the next</source>
        <translation>合并所选词元，或将当前词元与下一个合并</translation>
    </message>
    <message>
        <source>Begin a new sentence at the token</source>
        <translation>从该词元起另成一句</translation>
    </message>
    <message>
        <source>Merge with the next sentence</source>
        <translation>与下一句合并</translation>
    </message>
    <message>
        <source>Cut sentences into tokens anew</source>
        <translation>重新将句子切分为词元</translation>
    </message>
    <message>
        <source>Accept what the model suggests here and move on</source>
        <translation>接受模型在此处的建议并前进</translation>
    </message>
    <message>
        <source>Accept all that the model suggests for the sentence</source>
        <translation>接受模型对本句的全部建议</translation>
    </message>
    <message>
        <source>Accept all that the model is sure of …</source>
        <translation>接受模型有把握的全部建议…</translation>
    </message>
    <message>
        <source>Suspicious label: I was wrong, take what the model sees</source>
        <translation>可疑标签：我错了，采用模型所见</translation>
    </message>
    <message>
        <source>Suspicious label: the model is wrong</source>
        <translation>可疑标签：模型错了</translation>
    </message>
    <message>
        <source>Suspicious label: I am unsure</source>
        <translation>可疑标签：我不确定</translation>
    </message>
    <message>
        <source>Show or hide what the model suggests</source>
        <translation>显示或隐藏模型的建议</translation>
    </message>
    <message>
        <source>Show suggestions on dev and test too, or no longer</source>
        <translation>在开发集和测试集上也显示建议，或不再显示</translation>
    </message>
    <message>
        <source>Repair illegal tags of many sentences</source>
        <translation>修复多个句子的非法标记</translation>
    </message>
    <message>
        <source>Change the labels of the layer</source>
        <translation>修改该层的标签</translation>
    </message>
    <message>
        <source>Show or hide notes and guidelines</source>
        <translation>显示或隐藏备注与指南</translation>
    </message>
    <message>
        <source>Tape: each key labels, and the cursor runs on by itself</source>
        <translation>连续标注：每个键设置一个标签，光标自动前进</translation>
    </message>
    <message>
        <source>Show, change and print the keys</source>
        <translation>显示、修改和打印按键</translation>
    </message>
    <message>
        <source>Give the keyboard to the list of sentences</source>
        <translation>将键盘焦点移到句子列表</translation>
    </message>
    <message>
        <source>Set a label and move on</source>
        <translation>设置标签并前进</translation>
    </message>
    <message>
        <source>its digit or letter</source>
        <translation>其数字或字母</translation>
    </message>
    <message>
        <source>Set the last label of a sentence and finish it</source>
        <translation>设置句子的最后一个标签并完成该句</translation>
    </message>
    <message>
        <source>Alt and its digit or letter</source>
        <translation>Alt 加其数字或字母</translation>
    </message>
    <message>
        <source>Say that tokens are outside</source>
        <translation>将词元标为不属于任何片段</translation>
    </message>
    <message>
        <source>O</source>
        <translation>O</translation>
    </message>
    <message>
        <source>To the next word that begins with a letter</source>
        <translation>到下一个以该字母开头的词</translation>
    </message>
    <message>
        <source>Shift and the letter</source>
        <translation>Shift 加该字母</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>扩展选区</translation>
    </message>
    <message>
        <source>Shift and a key that moves</source>
        <translation>Shift 加移动键</translation>
    </message>
    <message>
        <source>Move the last token of the span on</source>
        <translation>片段末尾后移</translation>
    </message>
    <message>
        <source>Move the last token of the span back</source>
        <translation>片段末尾前移</translation>
    </message>
    <message>
        <source>Move the first token of the span back</source>
        <translation>片段开头前移</translation>
    </message>
    <message>
        <source>Move the first token of the span on</source>
        <translation>片段开头后移</translation>
    </message>
    <message>
        <source>Repair illegal tags of the sentence</source>
        <translation>修复句子中的非法标记</translation>
    </message>
    <message>
        <source>Repeat the last label and go to where the same words stand next</source>
        <translation>重复上一个标签，并转到下一处相同的词</translation>
    </message>
    <message>
        <source>Label the same tokens everywhere</source>
        <translation>将各处相同的词元标上同一标签</translation>
    </message>
    <message>
        <source>Find or add a label by typing</source>
        <translation>键入以查找或添加标签</translation>
    </message>
    <message>
        <source>new label {name}</source>
        <translation>新标签 {name}</translation>
    </message>
    <message>
        <source>This key cannot be used.</source>
        <translation>不能使用这个键。</translation>
    </message>
    <message>
        <source>Digits and letters alone set labels.</source>
        <translation>单按数字键和字母键即可设置标签。</translation>
    </message>
    <message>
        <source>Shift and Alt with digits and letters set labels and find words.</source>
        <translation>Shift 和 Alt 加数字或字母用于设置标签和查找单词。</translation>
    </message>
    <message>
        <source>Labels of the layer {layer}</source>
        <translation>层 {layer} 的标签</translation>
    </message>
    <message>
        <source>Keys of Tagscope</source>
        <translation>Tagscope 快捷键</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Something went wrong inside the program: {kind}: {text}</source>
        <translation>程序内部出错：{kind}: {text}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>option_words</name>
    <message>
        <source>A token goes in as</source>
        <translation>词元输入方式</translation>
    </message>
    <message>
        <source>Word vector</source>
        <translation>词向量</translation>
    </message>
    <message>
        <source>Longest affix</source>
        <translation>最长词缀</translation>
    </message>
    <message>
        <source>Affix vector</source>
        <translation>词缀向量</translation>
    </message>
    <message>
        <source>Shape vector</source>
        <translation>词形向量</translation>
    </message>
    <message>
        <source>Character filters</source>
        <translation>字符滤波器</translation>
    </message>
    <message>
        <source>Character vector</source>
        <translation>字符向量</translation>
    </message>
    <message>
        <source>Characters at once</source>
        <translation>同时看的字符数</translation>
    </message>
    <message>
        <source>One-hot words</source>
        <translation>独热词数</translation>
    </message>
    <message>
        <source>LSTM layers</source>
        <translation>LSTM 层数</translation>
    </message>
    <message>
        <source>Units a direction</source>
        <translation>每方向单元数</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>读取方向</translation>
    </message>
    <message>
        <source>Return sequences</source>
        <translation>返回序列</translation>
    </message>
    <message>
        <source>Realign backward</source>
        <translation>后向对齐</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Word dropout</source>
        <translation>词随机失活</translation>
    </message>
    <message>
        <source>State dropout</source>
        <translation>状态 dropout</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>填充位置</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截断位置</translation>
    </message>
    <message>
        <source>Longest row</source>
        <translation>最大行长</translation>
    </message>
    <message>
        <source>One length for all</source>
        <translation>统一长度</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>一行为</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>最低词频</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>忽略大小写</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Learning rate falls</source>
        <translation>学习率下降</translation>
    </message>
    <message>
        <source>Falls to</source>
        <translation>衰减至</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Clip gradients at</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Average weights</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Labels weigh</source>
        <translation>标签权重</translation>
    </message>
    <message>
        <source>Word vectors from</source>
        <translation>词向量来自</translation>
    </message>
    <message>
        <source>Endless task</source>
        <translation>无尽任务</translation>
    </message>
    <message>
        <source>Sentences an epoch</source>
        <translation>每轮句子数</translation>
    </message>
    <message>
        <source>Events into</source>
        <translation>事件写入</translation>
    </message>
    <message>
        <source>Memory, MB</source>
        <translation>内存，MB</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心轮次</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>A learnt vector for its number, the bare number itself, or a 1 in a column of its own.</source>
        <translation>其编号对应的可学习向量、编号本身，或在专属列中置 1。</translation>
    </message>
    <message>
        <source>Numbers that stand for a word. More can hold more, and need more text.</source>
        <translation>表示一个词的数值个数。越多容量越大，也需要更多文本。</translation>
    </message>
    <message>
        <source>Beginnings and endings up to this many characters get vectors of their own. 0 for none.</source>
        <translation>不超过此字符数的词首与词尾各有自己的向量。0 表示不用。</translation>
    </message>
    <message>
        <source>Numbers that stand for each beginning or ending.</source>
        <translation>表示每个词首或词尾的数值个数。</translation>
    </message>
    <message>
        <source>Numbers that stand for how a word is written: Xxxx, XXX, dd. 0 for none.</source>
        <translation>表示词的书写形式（Xxxx、XXX、dd）的数值个数。0 表示不用。</translation>
    </message>
    <message>
        <source>Numbers that a look at the spelling of each token gives. 0 for none.</source>
        <translation>由每个词元的拼写得出的数值个数。0 表示不使用。</translation>
    </message>
    <message>
        <source>Numbers that stand for a single character.</source>
        <translation>表示单个字符的数值个数。</translation>
    </message>
    <message>
        <source>Neighbouring characters that are looked at together.</source>
        <translation>一并考察的相邻字符数。</translation>
    </message>
    <message>
        <source>The most frequent words get a column each; all others share one.</source>
        <translation>最常见的词各占一列，其余的词共用一列。</translation>
    </message>
    <message>
        <source>LSTMs one upon the other. One is nearly always enough.</source>
        <translation>上下堆叠的 LSTM。一层几乎总是足够。</translation>
    </message>
    <message>
        <source>Numbers each LSTM carries from token to token, in each direction.</source>
        <translation>每个方向上，LSTM 在词元之间传递的数值个数。</translation>
    </message>
    <message>
        <source>Forward knows only what came before a token; both directions joined know the whole sentence.</source>
        <translation>前向只了解词元之前的内容；两个方向拼接后了解整个句子。</translation>
    </message>
    <message>
        <source>Off, the LSTM gives only its last state and every token gets the same answer: a classical mistake.</source>
        <translation>关闭时，LSTM 只给出最后的状态，所有词元得到相同的答案：一个经典错误。</translation>
    </message>
    <message>
        <source>Off, what the backward LSTM says stands against the wrong tokens: a classical mistake.</source>
        <translation>关闭时，后向 LSTM 的输出会对到错误的词元：一个经典错误。</translation>
    </message>
    <message>
        <source>One probability a label, whole label sequences (CRF), a yes or no for each label, or a single number.</source>
        <translation>每个标签一个概率、整个标签序列（CRF）、每个标签判断是或否，或单个数值。</translation>
    </message>
    <message>
        <source>Share of values hidden while training, so that nothing is learnt by heart.</source>
        <translation>训练时隐藏的数值比例，以免死记硬背。</translation>
    </message>
    <message>
        <source>Share of words shown as unknown while training, so that unknown words are met in time.</source>
        <translation>训练时显示为未知词的比例，以便提前适应未知词。</translation>
    </message>
    <message>
        <source>Rows fed at once.</source>
        <translation>一次输入的行数。</translation>
    </message>
    <message>
        <source>Which sentences stand together in a batch. Like lengths together waste little padding.</source>
        <translation>哪些句子同在一个批次。长度相近的放在一起可减少填充。</translation>
    </message>
    <message>
        <source>Where the filling of short rows goes.</source>
        <translation>较短的行在何处填充。</translation>
    </message>
    <message>
        <source>Which end is lost where a row is longer than allowed.</source>
        <translation>行超过允许长度时截去哪一端。</translation>
    </message>
    <message>
        <source>Tokens kept of a row. 0 keeps all.</source>
        <translation>每行保留的词元数。0 表示全部保留。</translation>
    </message>
    <message>
        <source>Pad every batch to the same length instead of its own longest row.</source>
        <translation>所有批次填充到同一长度，而非各自最长的行。</translation>
    </message>
    <message>
        <source>Whole sentences, windows, random pieces that are new each epoch, or strips whose state is carried on.</source>
        <translation>完整句子、窗口、每轮次重新抽取的随机片断，或状态延续的条带。</translation>
    </message>
    <message>
        <source>Tokens of a window, piece or strip.</source>
        <translation>窗口、片断或条带的词元数。</translation>
    </message>
    <message>
        <source>Tokens from one window to the next; equal to the window for no overlap.</source>
        <translation>相邻窗口之间的词元数；等于窗口大小时互不重叠。</translation>
    </message>
    <message>
        <source>Words seen less often than this count as unknown.</source>
        <translation>出现次数少于此值的词视为未知词。</translation>
    </message>
    <message>
        <source>“The” and “the” share one word vector.</source>
        <translation>“The”与“the”共用一个词向量。</translation>
    </message>
    <message>
        <source>Times the whole training text is read, at the most.</source>
        <translation>训练文本最多通读的次数。</translation>
    </message>
    <message>
        <source>How far each step goes, at the start.</source>
        <translation>开始时每一步的步幅。</translation>
    </message>
    <message>
        <source>The share of the learning rate that is left at the end. 1 keeps it constant.</source>
        <translation>结束时学习率剩余的比例。1 表示保持不变。</translation>
    </message>
    <message>
        <source>A longer step is shortened to this. 0 for no limit.</source>
        <translation>过长的梯度会缩短到此值。0 表示不限。</translation>
    </message>
    <message>
        <source>Learns a generated task in place of the corpus, with fresh sentences every epoch; dev is generated once.</source>
        <translation>不用语料库，而学习一个生成的任务，每轮使用新的句子；开发集只生成一次。</translation>
    </message>
    <message>
        <source>Sentences that are drawn for each epoch.</source>
        <translation>每轮抽取的句子数。</translation>
    </message>
    <message>
        <source>A folder where each run leaves its steps and epochs for TensorBoard to draw.</source>
        <translation>一个文件夹，每次训练会把步和轮的数据留在其中，供 TensorBoard 绘制。</translation>
    </message>
    <message>
        <source>A run that would take more does not begin, and stops with its best weights. 0: what the machine has left.</source>
        <translation>需要更多内存的训练不会开始，运行中的会带着最佳权重停止。0：本机剩余的内存。</translation>
    </message>
    <message>
        <source>Epochs without a better score on dev before training stops. 0 never stops early.</source>
        <translation>开发集得分连续多少轮次未提高即停止训练。0 表示不提前停止。</translation>
    </message>
    <message>
        <source>Starts every random choice; the same seed gives the same run.</source>
        <translation>决定所有随机选择；种子相同则训练过程相同。</translation>
    </message>
    <message>
        <source>Share of what an LSTM hands itself from token to token that is hidden while training.</source>
        <translation>训练时 LSTM 在词元间传给自身的内容中被隐藏的比例。</translation>
    </message>
    <message>
        <source>Adam suits nearly everything; AdamW also shrinks the weights; SGD needs a learning rate chosen with care.</source>
        <translation>Adam 几乎适合一切；AdamW 还会收缩权重；SGD 需要仔细选择学习率。</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from nothing. 0 begins at once.</source>
        <translation>学习率从零上升所用的步数。0 表示立即开始。</translation>
    </message>
    <message>
        <source>Smoothly over all epochs, by half whenever an epoch is no better than the best, or not at all.</source>
        <translation>在所有轮次中平滑下降，或某轮不优于最佳时减半，或完全不降。</translation>
    </message>
    <message>
        <source>Share of the last step that the next one keeps; SGD alone.</source>
        <translation>下一步保留上一步的比例；仅用于 SGD。</translation>
    </message>
    <message>
        <source>How strongly weights are drawn to zero; AdamW alone.</source>
        <translation>权重被拉向零的强度；仅用于 AdamW。</translation>
    </message>
    <message>
        <source>Keep a slow average of the weights, not the last ones: 0.999 looks back a thousand steps. 0 for none.</source>
        <translation>保留权重的缓慢平均而非最后的值：0.999 回顾一千步。0 表示不用。</translation>
    </message>
    <message>
        <source>Share of certainty taken from the right label and given to all alike, against overconfidence; softmax alone.</source>
        <translation>从正确标签取走、平均分给所有标签的确定程度，用于防止过度自信；仅用于 softmax。</translation>
    </message>
    <message>
        <source>Whether tokens of rare labels count for more, so that frequent labels do not drown them.</source>
        <translation>稀有标签的词元是否权重更大，以免被常见标签淹没。</translation>
    </message>
    <message>
        <source>A file of word vectors learnt elsewhere (GloVe, word2vec, fastText, .safetensors) to begin with.</source>
        <translation>从别处学到的词向量文件（GloVe、word2vec、fastText、.safetensors），作为起点。</translation>
    </message>
    <message>
        <source>a learnt vector</source>
        <translation>可学习的向量</translation>
    </message>
    <message>
        <source>a bare integer</source>
        <translation>单个整数</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>独热</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>后向</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>CRF</source>
        <translation>CRF</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数值</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>末尾</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>by length</source>
        <translation>按长度</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>in buckets</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>a sentence</source>
        <translation>一个句子</translation>
    </message>
    <message>
        <source>a window</source>
        <translation>一个窗口</translation>
    </message>
    <message>
        <source>a random piece</source>
        <translation>随机片断</translation>
    </message>
    <message>
        <source>a carried strip</source>
        <translation>延续的条带</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Nadam</source>
        <translation>Nadam</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>smoothly</source>
        <translation>平滑地</translation>
    </message>
    <message>
        <source>at a standstill</source>
        <translation>停滞时</translation>
    </message>
    <message>
        <source>never</source>
        <translation>不下降</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the token</source>
        <translation>该词元</translation>
    </message>
    <message>
        <source>the one before</source>
        <translation>前一个</translation>
    </message>
    <message>
        <source>the one after</source>
        <translation>后一个</translation>
    </message>
    <message>
        <source>both sides</source>
        <translation>两侧</translation>
    </message>
    <message>
        <source>far off</source>
        <translation>远处</translation>
    </message>
    <message>
        <source>nested</source>
        <translation>嵌套</translation>
    </message>
    <message>
        <source>names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>一律相同</translation>
    </message>
    <message>
        <source>rare ones more</source>
        <translation>稀有者较大</translation>
    </message>
    <message>
        <source>by rarity</source>
        <translation>按稀有程度</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Corpus</source>
        <translation>语料</translation>
    </message>
    <message>
        <source>Load or generate sentences and see what is in them</source>
        <translation>载入或生成句子，查看其中的内容</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Give tokens their labels without leaving the keyboard</source>
        <translation>只用键盘为词元添加标签</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>See your sentences as the network sees them</source>
        <translation>以网络的视角查看句子</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Watch a network learn from your labels</source>
        <translation>观察网络如何从标签中学习</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Type a sentence and see its labels</source>
        <translation>输入句子，查看其标签</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>Written: {name}</source>
        <translation>已写入：{name}</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>while working</source>
        <translation>工作时</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>按要求</translation>
    </message>
    <message>
        <source>before converting</source>
        <translation>转换之前</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>导入之前</translation>
    </message>
    <message>
        <source>before labelling many</source>
        <translation>批量标注之前</translation>
    </message>
    <message>
        <source>before deleting many</source>
        <translation>批量删除之前</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>salvage_report</name>
    <message>
        <source>Read: {sentences} sentences, {tags} tags, {models} models.</source>
        <translation>已读取：{sentences} 个句子，{tags} 个标记，{models} 个模型。</translation>
    </message>
    <message>
        <source>Sentences lost: {n}</source>
        <translation>丢失的句子：{n}</translation>
    </message>
    <message>
        <source>Tags lost: {n}</source>
        <translation>丢失的标记：{n}</translation>
    </message>
    <message>
        <source>Edits that can no longer be undone: {n}</source>
        <translation>无法再撤销的编辑：{n}</translation>
    </message>
    <message>
        <source>Models lost: {n}</source>
        <translation>丢失的模型：{n}</translation>
    </message>
    <message>
        <source>Names lost, for which numbers stand: {n}</source>
        <translation>丢失的名称（以编号代替）：{n}</translation>
    </message>
    <message>
        <source>Rows that could not be read: {n}</source>
        <translation>无法读取的行：{n}</translation>
    </message>
    <message>
        <source>Pages of the journal that could not be read: {n}</source>
        <translation>无法读取的日志页：{n}</translation>
    </message>
    <message>
        <source>Nothing is known to be lost.</source>
        <translation>未发现有丢失。</translation>
    </message>
</context>
<context>
    <name>saving</name>
    <message>
        <source>{kind} is no ending this can be saved under.</source>
        <translation>{kind} 不是可用于保存的扩展名。</translation>
    </message>
    <message>
        <source>Choose .svg, .png or .npy.</source>
        <translation>请选择 .svg、.png 或 .npy。</translation>
    </message>
    <message>
        <source>there are no numbers to be saved yet.</source>
        <translation>还没有可保存的数值。</translation>
    </message>
    <message>
        <source>Wait until they are worked out.</source>
        <translation>请等待计算完成。</translation>
    </message>
</context>
<context>
    <name>score_words</name>
    <message>
        <source>Strict match: a span counts when its label and both of its ends are right. Lenient reading, as conlleval&apos;s: a tag with no span to go on with begins one.</source>
        <translation>严格匹配：标签和两端都正确的片段才算。宽松读法同 conlleval：没有片段可接续的标记另起一个片段。</translation>
    </message>
</context>
<context>
    <name>shape_cards</name>
    <message>
        <source>sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>ids</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>embedded</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>bare number</source>
        <translation>单个整数</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>独热</translation>
    </message>
    <message>
        <source>forward LSTM</source>
        <translation>前向 LSTM</translation>
    </message>
    <message>
        <source>backward LSTM</source>
        <translation>后向 LSTM</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>transitions</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>shape_words</name>
    <message>
        <source>Sequences in this batch: {batch:,}. Each sequence is one sentence, a list of tokens; the shortest has {shortest:,}, the longest {longest:,}. A timestep is one token, so the longest sequence has {longest:,} timesteps.</source>
        <translation>此批次的序列数：{batch:,}。每个序列是一个句子，即一列词元；最短的有 {shortest:,} 个，最长的有 {longest:,} 个。一个时间步是一个词元，因此最长的序列有 {longest:,} 个时间步。</translation>
    </message>
    <message>
        <source>Sequences in this batch: {batch:,}. Each is a window of up to {window:,} tokens of a document; the next window begins {stride:,} tokens later, and a token in several windows counts only in the one whose middle is nearest. A timestep is one token.</source>
        <translation>此批次的序列数：{batch:,}。每个序列是文档中至多 {window:,} 个词元的窗口；下一个窗口在 {stride:,} 个词元之后开始，同在多个窗口中的词元只在中心离它最近的窗口中计算。一个时间步是一个词元。</translation>
    </message>
    <message>
        <source>Sequences in this batch: {batch:,}. Each is a run of up to {window:,} tokens from a place in a document that is drawn anew in every epoch. A timestep is one token.</source>
        <translation>此批次的序列数：{batch:,}。每个序列是文档中连续的至多 {window:,} 个词元，起点在每个轮次重新抽取。一个时间步是一个词元。</translation>
    </message>
    <message>
        <source>Sequences in this batch: {batch:,}. Each is the next piece of up to {window:,} tokens of a long text: a row goes on where the same row of the batch before ended, in {carried:,} rows here, and keeps the state of the forward LSTM. In the others a document begins and the state is zero. A timestep is one token.</source>
        <translation>此批次的序列数：{batch:,}。每个序列是一篇长文本的下一段，至多 {window:,} 个词元：此处有 {carried:,} 行从上一批次同一行结束之处继续，并保留前向 LSTM 的状态。其余各行开始新的文档，状态为零。一个时间步是一个词元。</translation>
    </message>
    <message>
        <source>Of these sentences {cut:,} tokens did not fit into {time:,} timesteps and are left out.</source>
        <translation>这些句子中有 {cut:,} 个词元超出 {time:,} 个时间步，未被采用。</translation>
    </message>
    <message>
        <source>Each token is looked up in a table of {words:,} rows; the number of its row, its id, takes its place. Id 1 stands for every word that training did not show often enough: {unknown:,} of the {tokens:,} tokens here.</source>
        <translation>每个词元在一张 {words:,} 行的表中查找，并由其所在行的编号 (id) 代替。编号 1 代表所有在训练中出现次数不足的词：此处 {tokens:,} 个词元中有 {unknown:,} 个。</translation>
    </message>
    <message>
        <source>A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 after their last token.</source>
        <translation>张量是矩形的，因此所有序列的长度都变为 {time:,}：较短的序列在最后一个词元之后用编号 0 填充。</translation>
    </message>
    <message>
        <source>A tensor is a rectangle, so all sequences get the length {time:,}: shorter ones are padded with id 0 before their first token.</source>
        <translation>张量是矩形的，因此所有序列的长度都变为 {time:,}：较短的序列在第一个词元之前用编号 0 填充。</translation>
    </message>
    <message>
        <source>Beside the word, each token has {more:,} more ids of the same kind: for its beginnings, its endings and the outline of its letters.</source>
        <translation>除词之外，每个词元还有 {more:,} 个同类的编号：对应其词首、词尾和字形轮廓。</translation>
    </message>
    <message>
        <source>Keras calls this shape (None, None): None is an axis whose size may change from batch to batch. input_shape leaves the batch axis out and is (None,).</source>
        <translation>Keras 将此形状写作 (None, None)：None 表示大小可随批次变化的轴。input_shape 不含批次轴，为 (None,)。</translation>
    </message>
    <message>
        <source>Keras calls this shape ({batch:,}, None). None is an axis whose size may change from batch to batch; the batch axis may not, because the state of every row is kept for the next batch. input_shape leaves the batch axis out and is (None,).</source>
        <translation>Keras 将此形状写作 ({batch:,}, None)。None 表示大小可随批次变化的轴；批次轴不可变化，因为每一行的状态都要留给下一批次。input_shape 不含批次轴，为 (None,)。</translation>
    </message>
    <message>
        <source>True where there is a token, in {tokens:,} of {cells:,} cells. The other {padding:,} cells ({share:.1%}) are padding. Numbers alone do not tell them apart, so the mask goes to every layer that reads in order and to the loss.</source>
        <translation>有词元处为 True，共 {cells:,} 个单元格中的 {tokens:,} 个。其余 {padding:,} 个单元格 ({share:.1%}) 是填充。仅凭数值无法区分二者，因此掩码会传给每个按顺序读取的层以及损失。</translation>
    </message>
    <message>
        <source>An id is a name and no quantity, so it is exchanged for a row of numbers that training may change. A timestep is now {features:,} numbers, {word_size:,} of them for the word.</source>
        <translation>编号只是名称而不是数量，因此换成一行可由训练改变的数值。一个时间步现在是 {features:,} 个数值，其中 {word_size:,} 个表示词。</translation>
    </message>
    <message>
        <source>Beginnings and endings of 1 to {affixes:,} characters add {affix_size:,} numbers each, so that a word never seen before still looks like its relatives.</source>
        <translation>1 至 {affixes:,} 个字符的词首和词尾各增加 {affix_size:,} 个数值，使从未见过的词仍与其同类相似。</translation>
    </message>
    <message>
        <source>The outline of its letters adds {shape_size:,}.</source>
        <translation>字形轮廓增加 {shape_size:,} 个数值。</translation>
    </message>
    <message>
        <source>A convolution looks at every {char_width:,} neighbouring characters of a token, up to {longest_token:,} of them, and keeps the strongest answer of each of its {char_filters:,} filters: spelling, wherever in the word it stands.</source>
        <translation>卷积查看词元中每 {char_width:,} 个相邻字符，最多看 {longest_token:,} 个，并保留 {char_filters:,} 个滤波器各自最强的响应：无论位于词中何处，看的都是拼写。</translation>
    </message>
    <message>
        <source>The id itself is all that a timestep holds: one number, so the feature axis has size 1. The network has to take word {some:,} for nearly the same as word {next:,}, though ids are only names: this is hard to learn from.</source>
        <translation>一个时间步只含编号本身：一个数值，因此特征轴的大小为 1。网络不得不把词 {some:,} 看成与词 {next:,} 几乎相同，尽管编号只是名称：这样很难学习。</translation>
    </message>
    <message>
        <source>Each token is a row of {features:,} numbers, all 0 but a single 1 in the column of its word. No two words are nearer than any others. Rare words share column 1; padding has no 1 at all. The price is {bytes:,} bytes a batch.</source>
        <translation>每个词元是一行 {features:,} 个数值，除其词所在列为 1 外全为 0。任意两个词之间的距离都相同。罕见词共用第 1 列；填充没有任何 1。代价是每批次 {bytes:,} 字节。</translation>
    </message>
    <message>
        <source>The last axis is what input_dim means: an LSTM reads (batch, timesteps, input_dim), here ({batch:,}, {time:,}, {features:,}); its input_shape without the batch axis is (None, {features:,}).</source>
        <translation>最后一个轴就是 input_dim 的含义：LSTM 读取 (batch, timesteps, input_dim)，此处为 ({batch:,}, {time:,}, {features:,})；不含批次轴的 input_shape 为 (None, {features:,})。</translation>
    </message>
    <message>
        <source>An LSTM reads the timesteps from first to last and keeps {units:,} numbers in mind. What it says at a token depends on that token and all before it, and on nothing that follows.</source>
        <translation>LSTM 从第一个时间步读到最后一个，并记住 {units:,} 个数值。它在某个词元处的输出取决于该词元及其之前的所有词元，与之后的内容无关。</translation>
    </message>
    <message>
        <source>A second LSTM with weights of its own reads from last to first. What it says at a token depends on that token and all after it, and on nothing before.</source>
        <translation>第二个 LSTM 有自己的权重，从最后一个读到第一个。它在某个词元处的输出取决于该词元及其之后的所有词元，与之前的内容无关。</translation>
    </message>
    <message>
        <source>The LSTM reads from last to first and keeps {units:,} numbers in mind. What it says at a token depends on that token and all after it, and on nothing before.</source>
        <translation>LSTM 从最后一个时间步读到第一个，并记住 {units:,} 个数值。它在某个词元处的输出取决于该词元及其之后的所有词元，与之前的内容无关。</translation>
    </message>
    <message>
        <source>Its outputs come in the order of reading and are turned round, so that column t speaks of token t again.</source>
        <translation>其输出按读取顺序产生，随后翻转，使第 t 列重新对应词元 t。</translation>
    </message>
    <message>
        <source>Its outputs stay in the order of reading: column 1 speaks of the last token, column 2 of the one before. They are joined to the wrong tokens. Switch realign on to mend that.</source>
        <translation>其输出保持读取顺序：第 1 列对应最后一个词元，第 2 列对应倒数第二个。它们被拼接到错误的词元上。打开“后向对齐”即可纠正。</translation>
    </message>
    <message>
        <source>return_sequences=True gives its numbers at every timestep; without it only the last would remain.</source>
        <translation>return_sequences=True 在每个时间步给出数值；否则只留下最后一个时间步的。</translation>
    </message>
    <message>
        <source>return_sequences is off: only the numbers after the last token read remain, and each of the {time:,} timesteps gets the same. Tokens of one sentence can then no longer be told apart.</source>
        <translation>return_sequences 已关闭：只留下读完最后一个词元后的数值，{time:,} 个时间步得到的都相同。这样同一句子的词元就无法区分了。</translation>
    </message>
    <message>
        <source>It has 4 gates of {units:,} cells; a cell has a weight for every input ({inputs:,}), one for every number kept in mind ({units:,}), and a bias: {parameters} = {n_parameters:,} weights. They serve every timestep, so the length does not matter.</source>
        <translation>它有 4 个门，每个门 {units:,} 个单元；每个单元对每个输入 ({inputs:,}) 有一个权重，对每个记住的数值 ({units:,}) 有一个权重，另有一个偏置：{parameters} = {n_parameters:,} 个权重。所有时间步共用这些权重，因此与长度无关。</translation>
    </message>
    <message>
        <source>Both directions side by side: {units:,} + {units:,} = {features:,} numbers a token. Together they have read the whole sequence, to the left and to the right.</source>
        <translation>两个方向并列：每个词元 {units:,} + {units:,} = {features:,} 个数值。二者合起来读过了整个序列的左右两侧。</translation>
    </message>
    <message>
        <source>Only one direction reads, so there is nothing to join: {features:,} numbers a token, which know one side of it.</source>
        <translation>只有一个方向读取，因此无需拼接：每个词元 {features:,} 个数值，只了解其一侧。</translation>
    </message>
    <message>
        <source>One layer of {features:,} · {columns:,} weights and {columns:,} biases, the same at every timestep, gives each token {columns:,} scores: one a label, and one for padding that is never chosen.</source>
        <translation>一个含 {features:,} · {columns:,} 个权重和 {columns:,} 个偏置的层，在每个时间步都相同，为每个词元给出 {columns:,} 个得分：每个标签一个，另有一个属于填充，从不选用。</translation>
    </message>
    <message>
        <source>Softmax turns the scores of a token into probabilities that add up to 1.</source>
        <translation>softmax 将词元的得分变为总和为 1 的概率。</translation>
    </message>
    <message>
        <source>A CRF weighs whole sequences of labels: a path&apos;s score is the sum of its labels&apos; scores and of how well each follows the one before.</source>
        <translation>CRF 衡量整条标签序列：一条路径的得分，是各标签得分与每个标签接在前一个之后的得分之和。</translation>
    </message>
    <message>
        <source>How well one label follows another, for all {labels:,} labels, and how well each begins or ends a sentence: a table of {size:,} by {size:,} numbers, the same for every batch. What the scheme forbids stands at minus 10,000.</source>
        <translation>全部 {labels:,} 个标签中，一个标签接在另一个之后的合适程度，以及各标签位于句首或句尾的合适程度：一张 {size:,} × {size:,} 的数值表，对每个批次都相同。标注方案禁止的项为 -10,000。</translation>
    </message>
    <message>
        <source>The loss of a token is minus the logarithm of the probability of its label, given the labels before it and over all that could come after; along a sentence the losses add up to that of the whole path.</source>
        <translation>一个词元的损失，是在给定前面各标签、并考虑后面一切可能时，其标签概率的负对数；沿句子相加即为整条路径的损失。</translation>
    </message>
    <message>
        <source>A sigmoid turns each score into a probability of its own; they need not add up to 1.</source>
        <translation>sigmoid 将每个得分变为独立的概率；其总和不必为 1。</translation>
    </message>
    <message>
        <source>One layer of {features:,} weights and a bias, the same at every timestep, gives each token one number. Rounded to the nearest of 1 to {last:,} it names the label: a label is taken for a quantity.</source>
        <translation>一个含 {features:,} 个权重和一个偏置的层，在每个时间步都相同，为每个词元给出一个数值。取 1 至 {last:,} 中最接近的整数即为标签：标签被当成了数量。</translation>
    </message>
    <message>
        <source>The loss of a token is the cross-entropy: minus the logarithm of the probability of its right label.</source>
        <translation>词元的损失是交叉熵：其正确标签概率的负对数。</translation>
    </message>
    <message>
        <source>The loss of a token is the binary cross-entropy, summed over {labels:,} yes-or-no questions, one a label.</source>
        <translation>词元的损失是二元交叉熵，对 {labels:,} 个是非问题求和，每个标签一个。</translation>
    </message>
    <message>
        <source>The loss of a token is the squared distance from its label&apos;s number (mse): confusing label 1 with label 9 costs 64 times as much as confusing it with label 2, though no label is nearer to another.</source>
        <translation>词元的损失是与其标签编号之差的平方 (mse)：把标签 1 误作标签 9 的代价是误作标签 2 的 64 倍，尽管标签之间并无远近。</translation>
    </message>
    <message>
        <source>The losses of {weighted:,} tokens that count are added and divided by {weighted:,}. Dividing by all {cells:,} cells, padding included, would make the same errors look smaller the more padding there is.</source>
        <translation>将计入的 {weighted:,} 个词元的损失相加，再除以 {weighted:,}。若除以包括填充在内的全部 {cells:,} 个单元格，填充越多，同样的错误就显得越小。</translation>
    </message>
</context>
<context>
    <name>strategies</name>
    <message>
        <source>As the controls have it</source>
        <translation>按控件的设置</translation>
    </message>
    <message>
        <source>Pad or cut all to {longest}</source>
        <translation>全部填充或截断到 {longest}</translation>
    </message>
    <message>
        <source>Pad all to the longest</source>
        <translation>全部填充到最长</translation>
    </message>
    <message>
        <source>Pad batch by batch</source>
        <translation>逐批填充</translation>
    </message>
    <message>
        <source>Buckets</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>One sentence a batch</source>
        <translation>每批一个句子</translation>
    </message>
    <message>
        <source>Windows of {window}</source>
        <translation>窗口，长 {window}</translation>
    </message>
    <message>
        <source>Random pieces of {window}</source>
        <translation>随机片断，长 {window}</translation>
    </message>
    <message>
        <source>Stateful strips of {window}</source>
        <translation>有状态条带，长 {window}</translation>
    </message>
    <message>
        <source>a mixture of your own</source>
        <translation>您自己的组合</translation>
    </message>
    <message>
        <source>all batches equally wide</source>
        <translation>所有批次等宽</translation>
    </message>
    <message>
        <source>to the longest of each batch</source>
        <translation>填充到每批中最长的</translation>
    </message>
    <message>
        <source>like lengths share a batch</source>
        <translation>长度相近的放在同一批</translation>
    </message>
    <message>
        <source>nothing beside it to pad for</source>
        <translation>旁边没有需要填充的</translation>
    </message>
    <message>
        <source>one every {stride} tokens</source>
        <translation>每 {stride} 个词元一个</translation>
    </message>
    <message>
        <source>drawn anew in each epoch</source>
        <translation>每轮重新抽取</translation>
    </message>
    <message>
        <source>a row goes on where it ended</source>
        <translation>一行接着上次结束处继续</translation>
    </message>
    <message>
        <source>1 shape</source>
        <translation>1 种形状</translation>
    </message>
    <message>
        <source>{n} shapes</source>
        <translation>{n} 种形状</translation>
    </message>
    <message>
        <source>{n} read again</source>
        <translation>{n} 个重复读取</translation>
    </message>
    <message>
        <source>{largest}
{all} in all</source>
        <translation>{largest}
共 {all}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{n} of {rows}</source>
        <translation>{n}/{rows}</translation>
    </message>
    <message>
        <source>{n} sentences in pieces</source>
        <translation>{n} 个句子被分开</translation>
    </message>
    <message>
        <source>state carried into {n}</source>
        <translation>状态延续到 {n} 个</translation>
    </message>
</context>
<context>
    <name>window_actions</name>
    <message>
        <source>Fine-tune the model on what was labelled since</source>
        <translation>用上次之后新标注的内容微调模型</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用样例</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Generate data…</source>
        <translation>生成数据…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>New empty project</source>
        <translation>新建空项目</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Save a copy of the project…</source>
        <translation>保存项目副本…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>How far annotators agree…</source>
        <translation>标注者之间的一致性…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours of the desktop</source>
        <translation>跟随桌面颜色</translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation>语言：{name}</translation>
    </message>
    <message>
        <source>Language of the desktop</source>
        <translation>语言：跟随桌面</translation>
    </message>
    <message>
        <source>Your sentences in eight steps</source>
        <translation>八步看懂你的句子</translation>
    </message>
    <message>
        <source>Shape doctor…</source>
        <translation>形状医生…</translation>
    </message>
</context>
</TS>
